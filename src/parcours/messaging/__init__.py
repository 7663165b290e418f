"""Messages that leave the shop: kept with what caused them, sent beside the stream, each told apart."""
