"""Matomo: the visits log (`Live.getLastVisitsDetails`) as JSON, one row an action of a visit."""

from __future__ import annotations

from parcours.collect.importing.formats.format import Format

VISITS = Format(
    name="matomo",
    system="Matomo",
    where="Visits log, Export, JSON; or the API method Live.getLastVisitsDetails",
    rows="events",
    signature=frozenset({"idVisit", "visitorId", "actionDetails"}),
    columns={
        "actionDetails.timestamp": "timestamp",
        "actionDetails.type": "event",
        "actionDetails.url": "url",
        "actionDetails.pageTitle": "page_title",
        "actionDetails.siteSearchKeyword": "search_query",
        "actionDetails.siteSearchCount": "search_results",
        "actionDetails.productViewSku": "product_id",
        "actionDetails.orderId": "order_id",
        "actionDetails.revenue": "total",
        "actionDetails.revenueTax": "tax",
        "actionDetails.revenueShipping": "shipping",
        "actionDetails.revenueDiscount": "discount",
        "actionDetails.itemDetails": "items",
        "userId": "user_id",
        "visitorId": "anonymous_id",
        "idVisit": "session_id",
        "siteCurrency": "currency",
        "referrerUrl": "referrer",
        "campaignSource": "utm_source",
        "campaignMedium": "utm_medium",
        "campaignName": "utm_campaign",
        "campaignKeyword": "utm_term",
        "campaignContent": "utm_content",
        "deviceType": "device",
        "operatingSystemName": "os",
        "browserName": "browser",
        "languageCode": "language",
        "countryCode": "country",
    },
    dialect="matomo",
    trust="browser",
    list_path="actionDetails",
)
