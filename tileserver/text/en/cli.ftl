### The command line: help, usage, what it tells while it works.

sample-size = A sample city of { $parcels } parcels cannot be made. Choose a number of parcels from 1 to { $most }.
sample-photo = The picture { $path } of the sample city cannot be written: { $reason }. Look at the room on the disk and who may write there.
help-sample-photo = Also write a picture of the city from above, as PMTiles, to lie below the data
cli-sample-photo-title = Aerial photo (simulated)
help-about = diaban: a server for the parcels, plans, networks and buildings of an authority.
help-heading-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-help = Print this help
help-version = Print the version
help-lang = Language of the sentences: vi or en (default: LANG, then vi)
help-listen = Address and port to listen on (default 127.0.0.1:8080; port 0 lets the system choose)
help-config = Settings file; each key may also come from the environment as DIABAN_SECTION_KEY
help-demo = Make a sample city, start the server and print its address
help-demo-parcels = Parcels in the sample city, 1 to 1,000,000 (default 50,000)
help-demo-out = GeoPackage of the sample city, used again if it is there (default out/city-N.gpkg)
help-import = Bring map files into a store
help-import-file = Source files: GeoJSON, GeoJSON lines, TopoJSON (also .gz), GeoPackage, Shapefile (.shp or .zip); a network of EPANET (.inp), or its pipes or meters (with --kind)
help-import-into = The store: a .gpkg file, created if it is not there, or postgres://user@host/database
help-import-layer = Layer name: lower-case letters, digits and underscores, a letter first; of a network its name, in any letters
help-import-kind = Kind of layer: parcel, zone, line, ward, building, base, feature (default: as the layer is; of a new one by its name, which is told); network: lines that become a network, meters: those of one that is there
help-import-mode = If the layer exists: create refuses (default), replace, append, or update by --key
help-import-key = The field that recognises a record, for --mode update
help-import-crs = Reference system of files that name none: an EPSG code (EPSG:9218) or local
help-import-override-crs = Use --crs even if the file names another system
help-import-encoding = Encoding of the texts in the file; auto recognises it (default)
help-import-source-layer = The layer to read, of files that hold several (GeoPackage, TopoJSON, .zip)
help-import-mapping = TOML file that maps field names and values
help-import-valves = File of the isolation valves: of an EPANET network CSV or GeoJSON with id, link and node; of lines that become a network any file of points
help-import-private-field = A field only staff may see; may be given several times
help-import-unpublished = Only staff see the layer, until “diaban layer publish” or an administrator shows it to everybody
help-import-dry-run = Check and report only, write nothing to the store
help-import-report = Write the import report to a JSON file
help-export = Write a network as a file of EPANET (.inp), GeoJSON or GeoPackage
help-export-out = The file to write; .inp, .geojson or .gpkg says its form. Isolation valves of an .inp go to a .valves.csv file beside it
help-export-valves-as-tcv = Write isolation valves as throttle valves (TCV) of the .inp itself, pipes parted there
help-export-overwrite = Write over a file that is there
help-serve = Serve a store over HTTP
help-serve-store = The store: a .gpkg file, or postgres://user@host/database
help-trace = Ask a network, as the server answers (JSON or text)
help-trace-network = The name of the network
help-trace-isolation = Isolate a burst: which valves to close, and who goes dry
help-trace-edge = The edge that burst, by its code; repeated, all are isolated together
help-trace-node = The node that burst
help-trace-device = The device that burst
help-trace-inoperable = A valve that cannot be closed; repeated for several
help-trace-mode = topo: the pipes alone; aware: also shut pipes, check valves and pumps (the default)
help-trace-format = json (the default), or text: a line for each fact, lists as tables, columns parted by tabs
help-trace-connected = Everything that hangs together with an edge without passing a closed device
help-trace-upstream = Everything upstream
help-trace-downstream = Everything downstream
help-trace-path = The shortest way from one place to another
help-trace-loops = Which edges lie on a loop, and which are bridges
help-trace-segments = All that can be isolated, with its customers
help-trace-valves = Valves by what depends on them: how many customers more go dry if one fails
help-trace-zones = Pressure zones and district metered areas as valves stand now
help-trace-from = Begin at this edge
help-trace-from-node = Begin at this node
help-trace-to = Lead to this edge
help-trace-to-node = Lead to this node
help-trace-barrier = A device that is not passed, though it stands open; repeated for several
help-trace-kind = Only zones of this kind: pressure_zone, dma, sector
help-extract = Say what plans say of a parcel, as the server answers it (JSON); or of every parcel, in a file
help-extract-parcel = One parcel: commune-sheet-number, its identifier or its id
help-extract-all = Every parcel of the layers of parcels, a line for each share, what no zone covers among them
help-extract-out = The file to write: .csv (UTF-8 with a byte order mark, for Excel) or .gpkg (layer parcel_zones, with the shapes of the shares)
help-extract-plan = One plan only, by its id or code
help-extract-commune = Parcels of one commune only, by its code
help-extract-as-of = The day, such as 2026-03-02 (default: today in Vietnam)
help-extract-all-states = Also what only staff see: drafts, plans being appraised. Without it the file holds what everybody may see
help-extract-resume = Go on from an earlier run of the same question: one that was interrupted, or one before edits, of which only what they touched is computed anew
help-migrate = Brings a store to the layout this version knows (run as the owner of the database)
help-migrate-store = The store: a .gpkg file or postgres://…
help-layer = Shows layers to everybody, or to staff alone
help-layer-list = Lists the layers, how many features they have and who sees them
help-layer-publish = Shows a layer to everybody
help-layer-hide = Hides a layer from all but staff
help-layer-for = Only those who hold this power see it: water.view (see “diaban user grant”); all staff unless told otherwise
help-layer-name = The layer, as “diaban layer list” names it
help-sample = Make a GeoPackage with the sample city
help-sample-parcels = Number of parcels, 1 to 1,000,000
help-sample-out = GeoPackage to make; it must not exist yet
help-sample-layers = Layers to make, separated by commas, such as wards,parcels (default: the whole city, with its plan register in place of plans and zones)
help-user = Say who may sign in
help-user-add = Take a person in; the password is asked for, or read from standard input
help-user-list = List all users: name, role, since when, second factor, grants
help-user-grant = Give a person powers over subjects; within seconds every server knows
help-user-revoke = Take powers back; within seconds every server knows
help-user-remove = Remove a person; within seconds every server knows
help-user-password = Give a person another password; it is asked for, or read from standard input. All their sessions end
help-user-second-factor = Give a person a second factor (TOTP): the address and QR code for their authenticator are printed once. All their sessions end
help-user-off = Take their second factor away
help-user-sign-out = End all sessions of a person, or of everybody; within seconds every server knows
help-user-anybody = Whose sessions end; without a name everybody's
help-user-tokens = End tokens of programs as well
help-user-log = Show the audit log: when, who, role, what, to whom, layer, feature, commit, detail, request, address
help-user-last = How many of the last lines (100 unless told otherwise)
help-user-token = Make a token for a program; it is printed once and kept nowhere
help-user-name = Name to sign in with: small letters a–z, digits and . _ @ -
help-user-grants = SUBJECT.POWER, or SUBJECT.POWER@COMMUNE for one commune: planning.draft, planning.draft@26506
help-user-role = viewer sees what staff see, editor also changes features, admin also looks after users
help-user-days = Days until the token ends, 1 to 3,650 (90 unless told otherwise)
usage-command-missing = No command given. Type diaban --help to see the commands.
usage-command-unknown = There is no command { $command }. Type diaban --help to see the commands.
usage-argument-missing = { $argument } is missing.
usage-argument-unknown = There is no option { $argument }.
usage-argument-conflict = { $argument } cannot stand beside the other options given, or stands twice.
usage-value-missing = { $argument } needs a value.
usage-value-unknown = { $argument } does not take { $value }; choose one of: { $choices }.
usage-value-invalid = { $argument } does not take { $value }; give a whole number from { NUMBER($low) } to { NUMBER($high) }.
usage-not-utf8 = The command line contains characters that are not UTF-8.
usage-wrong = The command line is not right.
usage-hint = Type diaban { $command } --help to see how it is used.
usage-store-kind = { $store } is no store we can use: give the path of a .gpkg file, or postgres://user@host/database.
usage-day = { $day } is no day of the calendar. Write it like 2026-03-02.
usage-commune = “{ $commune }” is no code of a commune: it has 5 digits, like 26506.
usage-trace-what = Say what is asked: isolation, connected, upstream, downstream, path, loops, segments, valves or zones.
usage-trace-burst = Name what burst by one kind: --edge, --node or --device; each may be repeated.
usage-trace-from = Name one place to begin at: --from (an edge) or --from-node.
usage-trace-to = Name one place to lead to: --to (an edge) or --to-node.
usage-network-unfit = { $option } means nothing here. { $from ->
        [plain] Lines that become a network go into tables and fields of their own, by --mode create or replace; to make a plain layer of them leave --kind network out.
        [meters] Meters of a network that is there take --meter-distance, --meter-pipes, --meter-side and --streets.
       *[epanet] A network of EPANET has tables and fields of its own, and comes in by --mode create or replace. Its meters come afterwards, by --kind meters.
    }
usage-network-one-file = One network is imported at a time: name one file, an .inp or that of the pipes.
usage-export-out = { $out } must end in .inp, .geojson or .gpkg.
usage-export-tcv = --valves-as-tcv goes with an .inp file only.
usage-extract-out = { $out } must end in .csv or .gpkg.
usage-extract-parcel-out = --out goes with --all only. What is said of one parcel (--parcel) is printed; for a file redirect it: … > FILE.json
usage-extract-what = Say what to extract: --parcel KEY for one parcel; or --all --out FILE.csv for all of them, with --plan, --commune or --resume if you wish.
usage-grant-invalid = “{ $grant }” is no grant. Write SUBJECT.POWER, or SUBJECT.POWER@COMMUNE for one commune: planning.draft@26506.
usage-grant-staff = Whoever may sign in is staff: “staff” need not be granted. To take it back, remove the user.
usage-key-missing = --mode update needs --key FIELD: which field recognises a record?
usage-key-unused = --key only goes with --mode update.
usage-encoding = There is no encoding { $name }. Write auto to recognise it, or a name such as UTF-8, TCVN3, VNI, VPS, windows-1258 or windows-1252.
password-too-short = The password is too short: it needs { NUMBER($least) } characters or more. A few words in a row are easy to remember.
password-too-long = The password is longer than { NUMBER($most) } bytes. Choose a shorter one.
password-too-common = The password is made of what everybody chooses: common words, names, numbers in a row. Add some words of your own.
password-different = The two passwords differ. Start again.
password-unhashable = The password could not be hashed: the system gives no random numbers or no memory. Try again.
cli-cannot-start = Cannot start: { $problem }
cli-cannot-listen = Cannot listen on { $address }. Another program may be using the port; choose another one with --listen.
cli-listening = Listening on { $address }
cli-few-files = The system lets this program open { NUMBER($may) } files and connections at once, and [limits] connections allows { NUMBER($connections) }; it needs { NUMBER($needs) } for both, so that only { NUMBER($fitting) } connections are taken. Raise it (ulimit -n { $needs }, or LimitNOFILE={ $needs } in the unit), or lower [limits] connections.
cli-certificate = The certificate of “{ $name }” is valid from { $from } until { $until }. { $state ->
    [ended] Sheets are no longer signed. Put a new one into [report] signing_certificate, and this one into former_certificates.
    [early] Sheets are not signed before that day.
   *[ending] It ends within 30 days: have a new one made.
}
cli-read-only = { $store } or its folder cannot be written: a copy is served. Nothing can be changed, the audit log of this run is not kept, and changes others make to it show after the next start.
cli-read-only-without-users = The users of { $store } cannot be read: nobody can sign in. To sign in, run this as the account that owns the file.
cli-migrated = { $store } is up to date now ({ $steps } steps).
cli-migrated-already = { $store } was up to date already.
cli-migrated-without-roles = The database has no roles to give to others, because this user may not make them: nobody but the owner can use it. Run “diaban migrate” once as a superuser, or as a user with CREATEROLE.
cli-layer-published = Everybody sees the layer “{ $layer }” now (commit { $revision }). Fields for staff stay for staff.
cli-layer-hidden = Only { $seen_by ->
        [staff] staff see
       *[other] who holds “{ $seen_by }” sees
    } the layer “{ $layer }” now (commit { $revision }). Browsers and proxies may keep for some time what they were shown.
cli-stopping = Stopping: waiting for open requests.
cli-stopped = Stopped.
cli-adopting = { $path } was made by another program. diaban adds its own tables and triggers to it; the layers stay where and as they are.
cli-would-adopt = { $path } was made by another program. An import would add the tables and triggers of diaban to it; this dry run writes nothing.
cli-adopted-layer = Layer { $layer }:
cli-adopted-remedy = If a field must not be public, work on a copy and import its layers with --private-field NAME.
cli-loading = Loading { $store } into memory
cli-loaded = Loaded { NUMBER($features) } features of { NUMBER($layers) } layers in { $seconds } seconds
cli-demo-making = Making a sample city of { NUMBER($parcels) } parcels in { $path }
cli-demo-reusing = Using the sample city in { $path }
cli-demo-open = Open { $address } in a browser to see the map. Press Ctrl-C to stop.
cli-demo-burst = A burst is waiting in the water app: { $address }
cli-sample-done = Made { NUMBER($features) } features in { $path }
cli-password = Password (not shown while you type):
cli-password-again = The same again:
cli-no-password = The password could not be read. Type it at the prompt, or send it to standard input as one line of UTF-8.
cli-no-randomness = The system gives no random numbers, so nothing was made. Try again.
cli-user-added = { $name } may sign in now as { $role }.
cli-user-removed = { $name } is removed; all sessions and tokens have ended.
cli-user-password = { $name } has another password now; all their sessions have ended.
cli-user-second-factor = { $name } now signs in with the password and a code; all their sessions have ended. Bring the QR code into their authenticator; it is shown only this once:
cli-user-second-factor-off = { $name } now signs in with the password alone; all their sessions have ended.
cli-user-signed-out = { NUMBER($count) ->
        [one] 1 session or token has ended.
       *[other] { NUMBER($count) } sessions and tokens have ended.
    }
cli-user-holds = { $name } now holds: { $grants }
cli-user-holds-nothing = { $name } now holds no grants, and sees what all staff see.
cli-user-grant-unasked = Neither a layer of this store nor this program asks for { $grant }. If that is a typing mistake, take it back with “diaban user revoke”.
cli-layer-no-power = Nothing was hidden: no other layer of this store and no part of the program asks for the power { $grant }, and nobody holds it.{ $is_near ->
    [some] {" "}Did you mean “{ $near }”?
   *[none] {""}
} If it is right, give it to who shall see the layer first (diaban user grant), then hide the layer.
cli-user-log-columns = Columns: time, who, role, deed, to whom, layer, feature, commit, detail, request, address
cli-user-token = Token for { $name }, good for { NUMBER($days) ->
        [one] 1 day
       *[other] { NUMBER($days) } days
    }. It is shown only now:
cli-into-itself = { $path } is the store itself. To import one of its layers under another name, make a copy first (sqlite3 { $path } ".backup copy.gpkg") and import the copy.
cli-no-report = { $path } exists and is not the report of an import: it is not overwritten, and nothing was imported. Choose another name for --report.
cli-file-exists = { $path } exists. Delete it or choose another name.
cli-trace-no-network = The store has no network { $network }. { $count ->
    [0] It has none at all.
   *[other] It has { $there }.
}
cli-network-writing = Writing { NUMBER($rows) } nodes, edges and valves to the store
cli-export-reading = Reading the network { $network }
cli-export-done = Wrote the network { $network } to { $path }: { NUMBER($nodes) } nodes, { NUMBER($edges) } edges, { NUMBER($devices) } devices
cli-export-valves = Its isolation valves are in { $path }
cli-file-taken = { $path } exists. Choose another name, or add --overwrite.
cli-over-store = { $path } is a store and is not written over. Choose another name.
cli-extract-progress = { NUMBER($done) } of { NUMBER($total) } parcels
cli-extract-done = { NUMBER($parcels) } parcels in { $out }, { NUMBER($computed) } of them computed now; as of { $day }, revision { $revision }
cli-extract-current = { $out } is as the store is: nothing was changed since.
cli-extract-everything = Too much has changed since the earlier run: everything is computed anew.
cli-extract-other-day = The earlier run was about { $day }: everything is computed anew.
cli-extract-other-store = The earlier run was about another store, or an older copy was put back: everything is computed anew.
cli-extract-no-parcel = There is no parcel { $key } that everybody may see. With --all-states what only staff see is looked through, too.
cli-extract-no-plan = There is no plan { $plan } that everybody sees: none has that code or number. With --all-states, plans being drawn up are looked for, too.
cli-extract-plans = Several plans have the code { $plan }: the numbers { $ids }. Name one of these numbers by --plan.
cli-extract-no-commune = No commune of the store has the code “{ $commune }”, and no parcel names it. Correct --commune.
cli-extract-no-parcels = The store has no layer of parcels that everybody may see. Import one with --kind parcel.
cli-extract-other-question = { $path } answers another question (plan, commune, states or thresholds). Give another file, or run without --resume after deleting it.
cli-extract-interrupted = Stopped after { NUMBER($done) } parcels. Run it again with --resume to go on.
cli-extract-broken = The work broke off: { $problem }. Run it again with --resume to go on.
cli-cannot-read = Cannot read { $path } ({ $problem }). Check that the file and its folder may be read.
cli-cannot-write = Cannot write { $path }. Check that the folder exists and may be written.
cli-cancelled = Cancelled; the store is as it was.
