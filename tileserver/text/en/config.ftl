### Settings that cannot be used.

config-unreadable = Cannot read the settings file { $path }.
config-not-toml = The settings file { $path } is not valid TOML: { $problem }
config-unknown-key = There is no setting { $key }. Check its spelling and its section.
config-not-addresses = { $key }: “{ $value }” is no list of addresses and networks; write it like 127.0.0.1, 172.30.0.0/24.
config-not-an-address = { $key }: { $value } is no address; write it like 127.0.0.1:8080.
config-not-a-public-url = { $key }: “{ $value }” is no public address; write it like https://bando.tinh.vn or https://bando.tinh.vn/gis.
config-not-hosts = { $key }: “{ $value }” is no list of names of this server; write it like bando.tinh.vn, 10.0.0.5:8080.
config-not-an-amount = { $key }: “{ $value }” must be a number from 0 to { $max }, with a point before decimals.
config-not-a-number = { $key }: { $value } is no whole number from { NUMBER($min) } to { NUMBER($max) }.
config-not-a-boolean = { $key }: { $value } is neither true nor false.
config-not-one-of = { $key }: { $value } is none of these: { $words }.
config-not-a-function-map = { $key }: { $value }, line { $line }: { $mistake ->
    [too_many] the table is too long.
    [columns] it needs five columns apart by semicolons: what; relation; what; source; mark.
    [empty] the first and third column must say something.
    [relation] “{ $text }” is none of compatible, conditional, conflict, contains, lists, same_as.
    [twice] “{ $text }” stands in another line already.
   *[other] “{ $text }” is another name for something no line knows.
}
config-not-a-standard = { $key }: { $value }, line { $line }: { $mistake ->
    [too_many] the table is too long.
    [columns] it needs seven columns apart by semicolons: what; kind of building; key; key; value; clause; mark.
    [rule] “{ $text }” is none of regulation, kind, density, far, setback.
    [number] “{ $text }” is no number, or one that cannot be.
    [twice] “{ $text }” goes with another kind of building already.
   *[other] a line “{ $text }” lacks something it must say.
}
config-not-a-seal = { $key }: { $value }: { $mistake ->
    [no_certificate] there is no certificate in the file. It must hold the signer’s certificate as PEM (BEGIN CERTIFICATE), and may hold those of its issuers.
    [not_a_certificate] the file holds something that is no certificate. Write it anew as PEM: openssl x509 -in FILE -out FILE.pem.
    [unknown_key] the certificate’s key is neither RSA nor ECDSA on P-256. Have a certificate made for such a key.
    [no_key] there is no private key in the file. It must hold the key as PEM (BEGIN PRIVATE KEY).
    [locked_key] the key is under a password, which nobody is there to type. Write it without one, for the server’s account alone: openssl pkey -in FILE -out key.pem.
    [unfit_key] the key is neither an RSA key of 2048 to 4096 bits nor an ECDSA key on P-256. Make such a key, and a certificate for it.
    [strangers] no certificate in the file is for the key in signing_key. Name the two files that belong together.
    [too_long] the file is too long; it may hold one key, or at most eight certificates.
   *[alone] signing_certificate and signing_key go together. Set both, or neither.
}
config-entry-missing = { $key } is missing.
config-entry-not-a-text = { $key }: { $value } is no text in quotes.
config-entry-not-names = { $key }: { $value } is neither a column's name nor a list of names.
config-entry-not-a-layer = { $key }: { $value } is no layer name; use small letters, digits and _, at most 48, a letter first.
config-entry-not-a-kind = { $key }: { $value } is none of parcel, zone, line, ward, network, building, feature.
config-entry-not-a-zoom = { $key }: { $value } is no whole number from 0 to 20.
config-entry-not-a-crs = { $key }: { $value } is no reference system; write it like EPSG:9218, or local.
config-entry-not-a-span = { $key }: { $value } is no span of time from 1s to 24h; write it like 60s, 5m or 1h.
config-entry-not-a-table = { $key }: { $value } is no table; write it like schema.table, with names that hold a dot in double quotes.
config-entry-not-a-name = { $key }: “{ $value }” cannot be a name; use lower-case letters a–z, digits and _, at most 48, beginning with a letter.
config-entry-not-a-url = { $key }: “{ $value }” is no address of tiles; write https://server/layer/{"{z}"}/{"{x}"}/{"{y}"}.jpg, or the WMTS form with {"{TileMatrix}"}, {"{TileRow}"}, {"{TileCol}"}.
config-entry-left-open = { $key }: nobody fills {"{"}{ $value }{"}"} in; write its value into the address, for a WMTS in the Web Mercator grid often “default” for the style and “GoogleMapsCompatible” for the matrix set.
config-entry-beside-a-file = { $key }: a base map has its pictures from the file { $value } or from a service, not both; leave out url or file.
config-entry-not-readable = { $key }: the file { $value } cannot be read; look at its path and who may read it.
config-entry-not-an-archive = { $key }: { $value } is no PMTiles archive (version 3) of JPEG, PNG, WebP or AVIF pictures; make it anew, for example with “pmtiles convert anh.mbtiles anh.pmtiles”.
config-entry-not-a-tile-size = { $key }: { $value } is neither 256 nor 512.
config-entry-not-a-box = { $key }: { $value } is no box [west, south, east, north] in degrees.
config-entry-twice = { $key }: { $value } is named twice.
config-entry-not-listed = { $key }: { $value } is in neither fields nor private_fields. Add it to one of them.
