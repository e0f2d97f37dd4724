### Whether a signed sheet is what was signed: the page /kiem-tra and its answers.

verify-title = Check a signed sheet
verify-about = Choose the PDF as you received it. It is looked at and not kept. A scan or a photograph bears no signature: use its QR code instead.
verify-file = PDF file
verify-most = At most { NUMBER($kb) } kB; the sheets of this server are smaller.
verify-go = Check
verify-next = Check another file
verify-whole = Signed by { $name } on { $day }, and unchanged: every byte of the file is what this server signed.
verify-followed = Changed after signing: { NUMBER($bytes) } bytes were added behind what this server signed. What a viewer shows may not be what was signed.
verify-altered = Not what was signed: the file names this server’s certificate, but its content or its signature was changed, or the signature is forged.
verify-unreadable = Damaged or changed: the file bears a signature that cannot be read.
verify-foreign = Signed by somebody else, who calls themselves “{ $name }”. It is not a certificate of this server, whatever the name; whether it can be trusted, this server does not know.
verify-foreign-unnamed = Signed by somebody else, who is not named. It is not a certificate of this server.
verify-unsigned = Not signed: the file bears no signature, so anybody may have written or changed it.
verify-advice = { $verdict ->
    [whole] The sheet is for reference only, as it says itself. It tells what was so on its day.
    [changed] Do not rely on this file. Ask for the original, or look the parcel up here.
    [foreign] Do not take this file for a sheet of this server. Look the parcel up here.
   *[unsigned] Do not rely on what the file says. Look the parcel up here, or have a signed sheet made.
}
verify-sheets = What the file is about
verify-sheet = Parcel { $parcel }, as of { $day }, revision { $revision } of the data
verify-claimed = Only the file says so; this server did not sign it.
verify-since = { $since ->
    [same] Nothing has changed since: the same is said of that day now.
    [changed] The data have changed since: something else is said of that day now.
    [forgotten] The data of that time are no longer kept, so it cannot be told whether they have changed since. Look at what holds today.
   *[gone] No parcel has this key any more; it may have been divided or merged.
}
verify-then = What was said then
verify-now = What holds today
verify-signatures = Signatures
verify-standing = { $standing ->
    [whole] Of this server, over the whole file
    [followed] Of this server, over the file before it was added to
    [altered] Names this server’s certificate, but does not hold
    [unreadable] Cannot be read
   *[foreign] Of somebody else
}
verify-signed-on = Signed on
verify-name = Signer
verify-subject = Certificate for
verify-issuer = Issued by
verify-valid = Valid
verify-valid-days = from { $from } until { $until }
verify-hash = Fingerprint of the certificate (SHA-256)
verify-file-hash = Fingerprint of the file (SHA-256)
verify-ours = Certificates of this server
verify-ours-none = This server signs no sheets.
problem-verify-form = The form holds no file in the field “sheet”. Choose a PDF file and send the form again, or send the PDF itself as application/pdf.
problem-verify-no-file = No file was sent, or an empty one. Choose the PDF as you received it.
problem-verify-not-pdf = The file is not a PDF. Choose the PDF as you received it; a picture of a sheet bears no signature.
problem-verify-signatures = The file bears more than 16 signatures; no sheet of this server does.
api-planning-verify = Whether a PDF is a sheet this server signed, unchanged; of which parcel, day and revision it is; and whether the same holds today. The file is not kept
api-answer-verify = What the file is
api-verify-form = The page that checks a signed sheet: a form, without scripts
api-verify-page = What the file sent with the form is, as a page
