### Questions and edits that get no answer.

problem-not-found = There is no page at this address.
problem-host-missing = The request names no Host, which HTTP/1.1 demands.
problem-host-unreadable = The request must name one Host, and this is none or several.
problem-host-unknown = This server is not called “{ $host }”. Ask it under its own name; an administrator can add names in [server] hosts.
problem-name-not-known = This server does not know its public address, so it draws no code of it. An administrator can set [server] public_url.
problem-layer-not-found = There is no layer { $layer }. /collections lists the layers.
problem-item-not-found = Layer { $layer } has no feature { $id }.
problem-parcel-key-not-found = No parcel has the key { $key } (commune code-sheet-number). Check the commune code, or search for the former sheet and number in the search box.
problem-parcel-identifier-not-found = No parcel has the identifier { $key }. Identifiers have 12 characters; a key of commune code-sheet-number or an id will do, too.
problem-parcel-id-not-found = No parcel has the id or identifier { $key }. Try a key of commune code-sheet-number.
problem-tile-outside = Tile { $z }/{ $x }/{ $y } lies outside the grid; zoom goes from 0 to 20.
problem-style-not-found = There is no style { $style }. /styles lists them.
problem-parameter-unknown = There is no parameter { $name }. /api lists those that work here.
problem-parameter-invalid = Parameter { $name } does not take { $value }; it wants { $expected }.
problem-parameter-missing = Parameter { $name } is missing; it wants { $expected }.
problem-parameter-apart = Parameter { $name } does not go with { $other }: they belong to two different questions. Leave out one of them.
problem-parameter-alone = Parameter { $name } works only together with { $other }. Add { $other }, or leave { $name } out.
problem-parameter-twice = Parameter { $name } stands twice.
problem-expected-bbox = four numbers (or six, with heights): west longitude, south latitude, east longitude, north latitude (south not above north)
problem-expected-no-bbox = to be left out here: the coordinates of this layer are local and have no place on the earth
problem-expected-limit = a whole number from 1 up
problem-expected-after = the id of the last feature of the previous page
problem-expected-datetime = an instant or an interval in RFC 3339
problem-expected-format = json or html
problem-expected-language = vi or en
problem-expected-shorter = a shorter text ({ NUMBER($most) } bytes at most)
problem-expected-place = longitude and latitude in degrees with a comma between: 107.08,10.35
problem-expected-metres = a number of metres from 0 to { NUMBER($most) }
problem-expected-link = a path on this server that begins with a single / and has { NUMBER($most) } bytes at most
problem-expected-integer = a whole number
problem-expected-whole = a whole number from { NUMBER($least) } to { NUMBER($most) }
problem-expected-real = a number
problem-expected-boolean = true or false
problem-too-many-layers = A tile carries at most { NUMBER($limit) } layers.
problem-layer-without-shape = Layer { $layer } is a table without shape, so it has no tiles. Its rows are at /collections/{ $layer }/items.
problem-layers-too-long = The list of layers in the address is too long: a tile carries at most { NUMBER($limit) } layers. Ask for fewer of them at a time.
problem-sign-in-needed = Only people who have signed in may do this. Sign in, or send your token in the Authorization header.
problem-not-allowed = This needs the role { $role }, which you do not have. Ask an administrator to change your role.
problem-token-unknown = This token is not known, or it has ended. Ask an administrator for a new one, or leave it out.
problem-sign-in-wrong = Name or password is wrong. Check both and try again.
problem-code-needed = The password is right, but this account also needs a code. Enter the 6 digits that your authenticator shows now.
problem-code-wrong = The code is wrong, over, or was used already. Enter the next one that your authenticator shows; if it stays wrong, check the clock of your telephone.
problem-sign-in-unreadable = To sign in, send JSON with “name” and “password”, and “code” if you have one (Content-Type: application/json).
problem-passwords-unreadable = To change your password, send JSON with “password” and “new_password” (Content-Type: application/json).
problem-too-often = Too many tries. Wait { NUMBER($seconds) } seconds, then try again.
problem-sign-in-crowded = Many people are signing in just now. Try again in a moment.
problem-cross-origin = This did not come from a page of this site (its Origin is another one, or missing), so nothing was done. Open the map itself and try again there; programs send a token in the Authorization header.
problem-read-only = Nothing can be changed here: this server shows a store that it cannot write. The administrator can give it write permission for the file and its folder.
problem-method = This address answers only { $allowed }.
problem-version-needed = To change a feature, name the version you have seen: send the ETag of your last reading in If-Match. “*” does not do, it would overwrite what others changed meanwhile.
problem-conflict = Feature { $id } of layer { $layer } was changed after you read it; nothing was saved. Both versions are in this answer: make your change upon the current one and send it again with its version.
problem-conflict-gone = Feature { $id } of layer { $layer } was deleted after you read it; nothing was saved. The version you read is in this answer, if it is still kept: add it as a new feature if it should exist.
problem-findings = Nothing was saved. What was sent has { NUMBER($count) } faults; each is listed with its place and what to do.
problem-not-json = Nothing was saved. The body is not valid JSON: see line { NUMBER($line) }, column { NUMBER($column) }.
problem-json-beyond = Nothing was saved. The body is valid JSON, but { $what ->
        [number] the number at line { NUMBER($line) }, column { NUMBER($column) } is larger than any that can be held (1.8 × 10³⁰⁸). Write a smaller one, or null.
        [depth] at line { NUMBER($line) }, column { NUMBER($column) } its values are nested too deeply. Flatten them.
       *[letter] the text at line { NUMBER($line) }, column { NUMBER($column) } holds half a letter (a lone surrogate). Write the letter itself.
    }
problem-clearance = Nothing was changed. Who sees a layer is “anonymous”, “staff” or a power such as “water.view”, not “{ $clearance }”.
problem-body-broken = Nothing was saved. The body broke off before its end; send it again.
problem-media-type = Nothing was saved. Bodies are read here only as { $accepted }, not packed; say so in Content-Type.
problem-content-crs = Nothing was saved. Content-Crs names { $given }; coordinates are taken in degrees (without that header) or in the layer's own system, { $own }.
problem-why = Nothing was saved. Diaban-Why takes up to { NUMBER($most) } letters without line breaks, percent-encoded as UTF-8.
problem-base-map-missing = Base map “{ $map }” has no picture here. See /v1/base-maps for those there are.
problem-base-map-away = The service of base map “{ $map }” does not answer; the data layers are not affected. Try again in some seconds.
problem-listeners-full = As many listen for changes as may ({ NUMBER($limit) }). Try again later, or ask the administrator to raise [limits] listeners.
problem-client-full = Your address has as much open at once as one may have ({ NUMBER($limit) }). Wait for answers before you ask more; where many people share the address, the administrator can raise [limits] { $key }.
problem-connections-full = All connections are busy. Try again in a moment.
problem-not-edited = Layer { $layer } holds records put aside at an import; it cannot be edited here. Correct the records at their source and import them again.
problem-table-not-edited = Layer { $layer } is a table that another program keeps; it is only read here. Change it in that program.
problem-other-door = Layer { $layer } is written through the subject “{ $door }” only, by its rules, and not feature by feature here. /api lists what the subject offers.
problem-not-written = Nothing was saved: the store does not take changes just now. Another program may be writing to it. Try again in a moment; if it stays, tell the administrator the request id.
problem-disk-full = Nothing was saved: the server's disk is full. Tell the administrator; try again when there is room.
problem-out-of-memory = Nothing was saved: the server has no memory left just now. Try again in a moment; if it stays, tell the administrator.
problem-unconfirmed = The store has not answered within { NUMBER($seconds) } seconds, so it is not known whether the change was saved. Read the feature again before you send anything.
edit-not-a-feature = This is no GeoJSON feature: “type” must be “Feature”.
edit-member-missing = The feature has no “{ $member }”.
edit-id-differs = The id in the body is not { $id }, the one in the address.
edit-field-unknown = The layer has no field { $field } that you may write.
edit-value = Field { $field } does not take this value; it wants { $expected }.
edit-expected-text = a text without NUL characters
edit-expected-date = a day as 2026-11-21
edit-expected-datetime = a time as 2026-11-21T07:04:00Z
edit-expected-json = a JSON value
edit-no-number = A coordinate is no number: { $found }. Each position is two numbers, [x, y], neither null nor in quotes.
edit-geometry-unreadable = The geometry cannot be read as GeoJSON (type and coordinates).
edit-geometry-family = The layer does not hold shapes of this family, only { $family ->
        [point] points
        [line] lines
       *[polygon] polygons
    }.
edit-heights = Positions carry a third number (height); only x and y are kept.
edit-local = The coordinates of this layer are local and have no place on the earth. Send them as they are, with Content-Crs: <local>.
edit-outside = A vertex lies outside the reach of { $crs }, or longitude and latitude are exchanged.
edit-remedy-correct = Correct this and send the feature again.
edit-remedy-mendable = A program can mend this (in QGIS: Fix geometries). Look at the result, then send the feature again; we do not change what you drew.
edit-remedy-redraw = Draw the boundary anew at the place given and send the feature again.
problem-body-missing = What was sent lacks “{ $member }”. Add it and send it again; /api shows what it looks like.
problem-body-unknown = What was sent has a member “{ $member }” that nobody reads; there are { $members }. Correct or remove it and send it again.
problem-body-word = The member “{ $member }” takes one of these words: { $words }. Correct it and send it again.
problem-body-type = The member “{ $member }” must be { $expected ->
        [whole] a whole number, not below 0
        [integer] a whole number
        [number] a number, not in quotes
        [text] a text in quotes
        [flag] true or false
        [list] a list, in square brackets
        [object] a JSON object, in braces
       *[other] another value
    }. Correct it and send it again; /api shows what it looks like.
problem-body-whole = What is sent must be a JSON object, in braces. Correct it and send it again; /api shows what it looks like.
problem-findings-asked = Nothing could be computed: { NUMBER($count) } things are wrong with what was sent; each is named with its place and what to do.
asked-remedy-correct = Correct this and ask again.
asked-remedy-mendable = A program can mend this (in QGIS: Fix geometries). Look at the result, then ask again; we do not change what you drew.
asked-remedy-redraw = Draw the outline anew at the place given and ask again.
problem-not-acceptable = None of the forms in Accept can be answered here; there is { $offered }.
problem-body-too-large = The body sent is larger than { NUMBER($limit) } kB, and nothing of it was taken. Send less at a time.
problem-upload-stalled = The file came more slowly than { NUMBER($least) } kB a second, or nothing of it came for { NUMBER($seconds) } seconds, so it was not kept. Send it again over a better connection.
problem-uploads-used-up = With this file you would put more than one person may ({ NUMBER($limit) } MB, free again within a day), so it was not kept. Send it again in { NUMBER($hours) } h, send a smaller one, or ask the administrator to raise [limits] upload_mb.
problem-upload-beyond = This file is larger than all one person may put in a day ({ NUMBER($limit) } MB), so it was not kept. Send a smaller one, or ask the administrator to raise [limits] upload_mb.
problem-item-too-large = Feature { $id } of layer { $layer } alone is larger than an answer may be ({ NUMBER($limit) } MB). Go on behind it with after={ $id }, or ask the administrator to raise [limits] answer_mb.
problem-timed-out = The answer took more than { NUMBER($seconds) } seconds and was stopped. Ask for a smaller area and try again.
problem-vertex = Feature { $id } of layer { $layer } cannot be shown in degrees: vertex { $vertex } ({ $x }, { $y }) lies outside the reach of { $crs }. Correct this vertex, for example in QGIS, or state the layer's true reference system.
problem-internal = The server ran into an error. Try again; if it stays, tell the administrator the request id.
problem-sign-in-unconfirmed = The list of users does not answer just now, so nothing is written. Try again in some seconds; if it stays, tell the administrator the request id.
problem-store = The store cannot be read just now. Try again in a few minutes; if it stays, tell the administrator the request id.
problem-loading = The server is loading its data: { NUMBER($finished) } of { NUMBER($layers) } layers and { NUMBER($features) } features so far. Try again in a few seconds.
problem-model-not-ready = What this answer is computed from ({ $model }) is being brought up to date. Try again in a few seconds; if it stays, tell the administrator the request id.
problem-search-not-ready = The search index is being made. Try again in a few seconds; searching by coordinates works already.
title-bad-request = Bad request
title-sign-in = Sign-in needed
title-not-allowed = Not allowed
title-too-often = Too many tries
title-not-found = Not found
title-method = Method not allowed
title-not-acceptable = Not acceptable
title-misdirected = Not this server
title-too-large = Content too large
title-too-slow = Sent too slowly
title-contradicted = Not possible as things stand
title-conflict = Changed meanwhile
title-version-needed = Version needed
title-media-type = Kind of content not supported
title-invalid = Not valid
title-unavailable = Unavailable for now
title-internal = Internal error
problem-grant-needed = This needs the grant { $grant }. An administrator gives it with diaban user grant.
problem-asset-not-found = There is no file { $hash }, or no row that you may see names it.
problem-table-lacks-field = Table { $layer } lacks the field { $field }, so nothing was written. Restore the field from a backup, or ask who runs the store.
