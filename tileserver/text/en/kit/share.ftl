### Handing on a view.

web-not-copied = The browser does not allow copying. Select the link in the box above and copy it by hand.
web-share-hint = The link opens the same place, layers and selected feature again.
web-share-link = Link to this map
web-share-on = Send
web-share-code = QR code of this link
web-share-code-hint = Scan the QR code with a phone to open this map.
web-share-no-code = There is no QR code: the link is too long, or the connection is gone. Copy the link above, or open this tab again to try once more.
