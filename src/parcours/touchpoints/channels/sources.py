"""Known places that send visitors: by host, by the names that links give them, by click id.

`google.*` is Google under any country's domain. A longer name wins over a shorter one, so
`mail.google.com` is webmail. A bare name in `utm_source`, such as `tiktok`, is that of the first
word of a host.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Places of one kind, with the channel of a visit from there, and of a paid one.

    A channel of None starts no visit: somebody comes back from paying or signing in.
    """

    channel: str | None
    paid: str | None
    hosts: str
    words: str = ""


SOURCES: tuple[Source, ...] = (
    Source(
        "organic search",
        "paid search",
        """google.* bing.* yahoo.* yandex.* ya.ru duckduckgo.com ecosia.org qwant.com lilo.org startpage.com
        search.brave.com kagi.com baidu.com naver.com seznam.cz ask.com search.aol.com mojeek.com
        swisscows.com lemoteur.orange.fr search.orange.fr search.walla.co.il
        com.google.android.googlequicksearchbox""",
        "adwords bingads microsoft brave",
    ),
    Source(
        "organic social",
        "paid social",
        """facebook.* fb.com fb.me instagram.com tiktok.com pinterest.* pin.it linkedin.com lnkd.in x.com
        twitter.com t.co snapchat.com threads.net threads.com bsky.app mastodon.social vk.com
        weibo.com tumblr.com com.facebook.katana com.instagram.android com.zhiliaoapp.musically
        com.pinterest com.twitter.android com.linkedin.android com.snapchat.android""",
        "fb ig meta insta x",
    ),
    Source(
        "video",
        "paid video",
        "youtube.* youtu.be vimeo.com dailymotion.com twitch.tv com.google.android.youtube",
        "yt",
    ),
    Source(
        "ai assistant",
        "other ads",
        """chatgpt.com openai.com gemini.google.com bard.google.com perplexity.ai copilot.microsoft.com
        copilot.com claude.ai mistral.ai deepseek.com grok.com meta.ai you.com poe.com phind.com""",
    ),
    Source(
        "comparison site",
        "comparison site",
        """shopping.google.* idealo.* leguide.com leguide.fr kelkoo.* twenga.* ledenicheur.fr pricerunner.*
        pricespy.* cherchons.com touslesprix.com i-comparateur.com shopzilla.* bizrate.com
        geizhals.* billiger.de trovaprezzi.it zap.co.il wisebuy.co.il pricez.co.il chp.co.il""",
        "googleshopping froogle",
    ),
    Source(
        "review site",
        "review site",
        """trustpilot.* trustedshops.* ekomi.* avis-verifies.com verified-reviews.com
        societe-des-avis-garantis.fr guaranteed-reviews.com reviews.io yelp.* tripadvisor.*
        sitejabber.com quechoisir.org lesnumeriques.com easy.co.il d.co.il b144.co.il""",
    ),
    Source(
        "marketplace",
        "marketplace",
        """amazon.* ebay.* rakuten.* aliexpress.* zalando.* manomano.* laredoute.* backmarket.* vinted.*
        etsy.com cdiscount.com fnac.com darty.com leboncoin.fr temu.com walmart.com bol.com
        allegro.pl yad2.co.il shops.walla.co.il""",
    ),
    Source(
        "forum",
        "paid social",
        """reddit.com quora.com stackexchange.com discord.com dealabs.com forum.hardware.fr jeuxvideo.com
        doctissimo.fr hotukdeals.com mydealz.de tapuz.co.il fxp.co.il rotter.net
        com.reddit.frontpage""",
    ),
    Source(
        "content",
        "display",
        """medium.com substack.com wordpress.com blogspot.* over-blog.com canalblog.com ghost.io
        flipboard.com getpocket.com news.google.com podcasts.apple.com open.spotify.com deezer.com
        soundcloud.com acast.com saloona.co.il""",
        "spotify",
    ),
    Source(
        "influencer",
        "influencer",
        "linktr.ee beacons.ai shopmy.us shopltk.com liketoknow.it rewardstyle.com stan.store bio.link",
        "linktree ltk",
    ),
    Source(
        "word of mouth",
        "paid social",
        """whatsapp.com wa.me t.me telegram.org telegram.me messenger.com m.me viber.com signal.org
        com.whatsapp org.telegram.messenger com.facebook.orca""",
    ),
    Source(
        "affiliate",
        "affiliate",
        """awin.com awin1.com tradedoubler.com effiliation.com kwanko.com affilae.com linksynergy.com cj.com
        anrdoezrs.net dpbolvw.net jdoqocy.com impact.com shareasale.com prf.hn skimresources.com
        viglink.com igraal.com poulpeo.com ma-reduc.com widilo.fr ebuyclub.com joinhoney.com
        retailmenot.com topcashback.*""",
        "skimlinks partnerize zanox",
    ),
    Source(
        "display",
        "display",
        """doubleclick.net googlesyndication.com outbrain.com taboola.com teads.tv adform.net adnxs.com
        ligatus.com seedtag.com""",
        "dv360 dcm xandr",
    ),
    Source("referral", "other ads", "docs.google.com drive.google.com sites.google.com translate.google.com"),
    Source("retargeting", "retargeting", "criteo.* rtbhouse.com adroll.com nextroll.com"),
    Source(
        "email",
        "email",
        """mail.google.com com.google.android.gm mail.yahoo.* outlook.live.com outlook.office.com
        outlook.office365.com mail.live.com mail.aol.com mail.proton.me mail.orange.fr
        zimbra.free.fr messagerie.sfr.fr laposte.net gmx.* web.de mail.walla.co.il icloud.com
        mailchimp.com list-manage.com klaviyo.com klclick.com brevo.com sendinblue.com mailjet.com
        sarbacane.com createsend.com activetrail.com smoove.io responder.co.il
        com.microsoft.office.outlook com.yahoo.mobile.client.android.mail""",
        "gmail outlook newsletter email mail omnisend sendgrid mailerlite dotdigital braze",
    ),
    Source("sms", "sms", "smsbump.com inforu.co.il postscript.io", "sms attentive"),
    Source(
        None,
        None,
        """accounts.google.com appleid.apple.com paypal.* stripe.com klarna.* adyen.com mollie.com
        checkout.com worldpay.com worldline.com payline.com ogone.com payplug.com payzen.eu
        lyra.com systempay.fr sogecommerce.com monetico-services.com sips-services.com paybox.com
        e-transactions.fr getalma.eu almapay.com scalapay.com oney.* floa.fr floapay.com hipay.com
        braintreegateway.com squareup.com afterpay.com clearpay.co.uk affirm.com sofort.com
        cardinalcommerce.com arcot.com wlp-acs.com pay.google.com pay.amazon.* payments.amazon.*
        shop.app checkout.shopify.com pay.shopify.com cardcom.solutions cardcom.co.il tranzila.com
        payplus.co.il meshulam.co.il grow.link pelecard.biz creditguard.co.il hyp.co.il
        zcredit.co.il payme.io bitpay.co.il isracard.co.il max.co.il cal-online.co.il""",
    ),
)

PREFIXES: dict[str, str] = {
    "mail.": "email",
    "webmail.": "email",
    "messagerie.": "email",
    "forum.": "forum",
    "forums.": "forum",
    "blog.": "content",
}
"""What the beginning of an unknown host tells."""


@dataclass(frozen=True)
class ClickId:
    """A parameter that an ad platform or tool adds to links.

    ``certain`` ones are only ever added to what is paid for, so they win over what the shop wrote
    into the link; the others are added to every link of the platform.
    """

    names: str
    channel: str
    certain: bool


CLICK_IDS: tuple[ClickId, ...] = (
    ClickId("gclid gbraid wbraid msclkid yclid", "paid search", certain=True),
    ClickId("ttclid twclid sccid li_fat_id rdt_cid", "paid social", certain=True),
    ClickId("dclid dicbo obclid tblci", "display", certain=True),
    ClickId("awc irclickid cjevent sscid tduid zanpid ransiteid", "affiliate", certain=True),
    ClickId("qclid", "other ads", certain=True),
    ClickId("idealoid", "comparison site", certain=True),
    ClickId("fbclid igshid igsh epik", "organic social", certain=False),
    ClickId("srsltid", "comparison site", certain=False),
    ClickId("mc_eid mc_cid _kx mkt_tok _hsenc vero_id", "email", certain=False),
)
