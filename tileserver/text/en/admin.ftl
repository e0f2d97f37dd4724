### The steward's desk: files brought in, layers, people, the server itself.

web-admin = Data administration
web-admin-skip = To the main content
web-admin-loading = Loading…
web-admin-no-answer = The server cannot be reached. Check your connection and try again.
web-admin-sign-in = This page is for those who administer the data. Sign in to go on.
web-admin-not-yours = The account { $name } is no administrator's, so this page is not for it. If you need to bring data in, ask whoever runs the system for the role.
web-admin-home = To the first page
web-admin-rooms = Parts of the administration
web-admin-room-import = Import
web-admin-room-layers = Layers
web-admin-room-people = People
web-admin-room-state = State
web-admin-leave = Cancel
## Files coming in.
web-admin-import = Import data
web-admin-import-why = A file is checked first; the store changes only when you confirm.
web-admin-drop = Drop a file here, or choose one
web-admin-choose = Choose a file
web-admin-drop-what = GeoJSON, TopoJSON, GeoPackage, or a Shapefile packed as .zip (.shp, .dbf, .prj in one archive)
web-admin-one-file = One file at a time. Choose a single file.
web-admin-zip = A Shapefile has several parts that go together. Pack .shp, .dbf, .shx and .prj into one .zip and send that.
web-admin-empty-file = The file { $name } is empty. Export it again from where it came.
web-admin-sending = Sending the file
web-admin-sending-file = Sending { $name }
web-admin-sent = { $sent } of { $total } sent ({ $percent }).
web-admin-stay = Keep the page open until it is sent.
web-admin-sending-stop = Stop sending
web-admin-imports = Imports
web-admin-imports-all = ← All imports
web-admin-imports-none = No file has been sent yet.
web-admin-file-facts = { $size } · sent by { $by } at { $at }
web-admin-state-received = Received, waiting to be checked
web-admin-state-checking = Being checked
web-admin-state-checked = Checked, waiting for confirmation
web-admin-state-importing = Being imported
web-admin-state-done = Imported
web-admin-state-failed = Not done
web-admin-state-cancelled = Cancelled
web-admin-phase-checking = Checking
web-admin-phase-importing = Importing
web-admin-phase-waiting = Waiting for its turn
web-admin-phase-reading = Reading and checking
web-admin-phase-publishing = Writing to the store
web-admin-phase-done = Nearly done
web-admin-progress-records = { $count ->
        [one] 1 record
       *[other] { NUMBER($count) } records
    }
web-admin-may-leave = You may close this page; the server goes on, and what came of it stands here.
web-admin-import-stop = Stop and delete the file
web-admin-import-forget = Remove from the list
web-admin-stop-ask = Stop this import?
web-admin-stop-what = The store stays as it was. The file { $name } is deleted from the server; to import it you would have to send it again.
web-admin-forget-ask = Remove this import from the list?
web-admin-forget-what = The file { $name } and what was found in it are deleted from the server. What was imported stays.
## The plan of an import.
web-admin-plan-where = Where it goes
web-admin-plan-how = How the file is read
web-admin-plan-who = Who may see it
web-admin-source = Layer of the file
web-admin-mode = What to do
web-admin-mode-create = Make a new layer
web-admin-mode-replace = Replace all of a layer
web-admin-mode-append = Add to a layer
web-admin-mode-update = Update a layer by a key
web-admin-layer = Layer
web-admin-layer-name = Name of the new layer
web-admin-layer-hint = Small letters without marks, digits and underscores, for example: parcels_2026
web-admin-layer-taken = There is a layer of this name. Choose another name, or “Replace all of a layer”.
web-admin-kind = Kind of features
web-admin-kind-parcel = Parcels
web-admin-kind-zone = Zones
web-admin-kind-line = Lines
web-admin-kind-ward = Wards, communes
web-admin-kind-network = Network
web-admin-kind-building = Buildings
web-admin-kind-base = Base map
web-admin-kind-feature = Other features
web-admin-key = Key field
web-admin-key-choose = Choose a field…
web-admin-crs = Reference system
web-admin-crs-of-file = As the file says
web-admin-crs-stated = As the file says: { $crs }
web-admin-crs-unstated = The file does not say – choose
web-admin-crs-usual = used in this store
web-admin-crs-proposed = Most of this store is in { $crs }.
web-admin-crs-zones = VN-2000, zones of { NUMBER($width) }°
web-admin-crs-others = Others
web-admin-crs-4326 = WGS 84, longitude and latitude (EPSG:4326)
web-admin-crs-4756 = VN-2000, longitude and latitude (EPSG:4756)
web-admin-crs-32648 = WGS 84 / UTM zone 48N (EPSG:32648)
web-admin-crs-32649 = WGS 84 / UTM zone 49N (EPSG:32649)
web-admin-crs-3857 = Web Mercator (EPSG:3857)
web-admin-crs-typed = Type an EPSG code…
web-admin-crs-code = Code of the system, for example EPSG:9210
web-admin-crs-override = The file is wrong: use the system I chose
web-admin-encoding = Text encoding
web-admin-encoding-found = Recognise it
web-admin-private = Fields for staff only: { NUMBER($count) } of { NUMBER($all) }
web-admin-private-group = Fields for staff only
web-admin-private-names = Fields for staff only (names, with commas between)
web-admin-private-later = Once the file is checked its fields are listed, and you are told of any that seem to tell of persons and are not hidden.
web-admin-private-why = Fields that seem to tell of persons are ticked already. The server also hides fields whose names tell of persons and, when a layer is replaced, those hidden before. All others become public with the layer; the check says which.
web-admin-unpublished = Not published yet: only staff see this layer
web-admin-check = Check the file
web-admin-check-why = Checking changes nothing in the store.
## What came of it.
web-admin-report = Result
web-admin-count-read = Read
web-admin-count-stored = Can be stored
web-admin-count-repaired = Mended
web-admin-count-refused = Put aside
web-admin-count-findings = Findings
web-admin-report-more = { $count ->
        [0] Particulars
        [one] Particulars and one field
       *[other] Particulars and { NUMBER($count) } fields
    }
web-admin-findings = Findings
web-admin-findings-count = { NUMBER($shown) } of { NUMBER($total) } findings.
web-admin-findings-most = Only the first { $count } are shown.
web-admin-findings-only = Severity
web-admin-findings-any = All
web-admin-findings-map = Map of where the findings are
web-admin-no-map = This browser draws no map; the table below has all findings.
web-admin-finding-severity = Severity
web-admin-finding-record = Record
web-admin-finding-field = Field
web-admin-finding-sentence = What was found, and what to do
web-admin-finding-place = Place
web-admin-finding-on-map = Show on the map
web-admin-finding-show = Show on the map: record { $record }
web-admin-severity-error = Error
web-admin-severity-quarantined = Put aside
web-admin-severity-refused = Put aside
web-admin-severity-warning = Warning
web-admin-severity-repaired = Mended
web-admin-severity-noted = Note
web-admin-page = Page { NUMBER($page) } of { NUMBER($pages) }
web-admin-page-before = Previous page
web-admin-page-next = Next page
web-admin-will = If you confirm
web-admin-will-create = A new layer { $layer } ({ $kind }) is made, with { $stored } features.
web-admin-will-replace = All { $before } features of the layer { $layer } are replaced by the { $stored } of the file. The former ones stay in its history.
web-admin-will-append = { $stored } features are added to the layer { $layer }, which has { $before } now.
web-admin-will-update = The layer { $layer } (now { $before } features) is updated by { $stored } records, matched by the key { $key }; records with a new key are added.
web-admin-will-leave = { $count ->
        [one] One record that cannot be stored is
       *[other] { NUMBER($count) } records that cannot be stored are
    } put aside for staff.
web-admin-will-hide = Only staff see this layer until you publish it.
web-admin-will-show = Everybody sees this layer at once.
web-admin-will-keep = Fields only staff see: { $fields }.
web-admin-will-bare = { $fields } may tell of persons, and the server has not hidden them: whoever sees the layer will see them. Press “Change the plan” to hide them.
web-admin-will-bare-there = { $fields } may tell of persons and are already public in this layer; adding to it does not hide them. To hide them, replace the whole layer.
web-admin-confirm = Confirm and import
web-admin-plan-again = Change the plan
web-admin-done = Imported into the layer { $layer }
web-admin-done-revision = Revision { $revision } of the store.
web-admin-to-map = Show on the map
web-admin-to-table = Show the data
## Layers.
web-admin-layers = Layers
web-admin-layers-find = Find by name
web-admin-layers-count = { $shown ->
        [0] No layer has such a name.
       *[other] { $isAll ->
            [yes] { NUMBER($all) } layers.
           *[no] { NUMBER($shown) } of { NUMBER($all) } layers.
        }
    }
web-admin-layers-layer = Layer
web-admin-layers-kind = Kind
web-admin-layers-features = Features
web-admin-layers-fields = Fields
web-admin-layers-seen = Who sees it
web-admin-layers-deed = Action
web-admin-fields-count = { $count ->
        [one] 1 field
       *[other] { NUMBER($count) } fields
    }{ $hidden ->
        [0] {""}
       *[other] , { NUMBER($hidden) } for staff only
    }
web-admin-field-private = staff only
web-admin-seen-all = Everybody
web-admin-seen-staff = Staff only
web-admin-seen-power = Who holds the power: { $power }
web-admin-publish = Publish
web-admin-publish-layer = Publish the layer { $layer }
web-admin-publish-ask = Publish the layer { $layer }?
web-admin-publish-what = Everybody may see and download this layer, signed in or not, save the fields for staff only.
web-admin-published = The layer { $layer } is published.
web-admin-hide = Hide
web-admin-hide-layer = Hide the layer { $layer }
web-admin-hide-ask = Hide the layer { $layer }?
web-admin-hide-what = Who is not signed in no longer finds this layer on the map and in the open data. Nothing is deleted.
web-admin-hidden = The layer { $layer } is hidden. Only staff see it now.
## People.
web-admin-people = People
web-admin-me = (you)
web-admin-role = Role
web-admin-role-viewer = See data
web-admin-role-editor = See and edit data
web-admin-role-admin = Administrator
web-admin-since = since { $date }
web-admin-factor = second factor
web-admin-no-factor = no second factor
web-admin-powers = Powers over subjects ({ NUMBER($count) })
web-admin-powers-of = Powers of { $name }
web-admin-powers-keep = Keep the powers
web-admin-power-planning-draft = Draft plans
web-admin-power-planning-appraise = Appraise plans
web-admin-power-planning-approve = Approve plans
web-admin-power-planning-publish = Publish plans
web-admin-power-network-operate = Operate networks
web-admin-power-network-read-meters = Read meters
web-admin-power-at = { $power }, at { $place }
web-admin-permitted = The powers of { $name } are kept. They take effect on all servers within seconds.
web-admin-add = Add a person
web-admin-added = { $name } was added.
web-admin-password-hint = A password to begin with, of 12 characters or more; they should choose another when they first sign in.
web-admin-remove = Remove
web-admin-remove-ask = Remove { $name }?
web-admin-remove-what = They can no longer sign in, and all their sessions and access tokens end. The log keeps what they did.
web-admin-removed = { $name } was removed.
web-admin-sign-out = Sign out everywhere
web-admin-sign-out-ask = Sign { $name } out everywhere?
web-admin-sign-out-what = All sessions of this person end; they have to sign in again.
web-admin-sign-out-me = All your sessions end, this one as well; you have to sign in again.
web-admin-signed-out = All sessions of { $name } have ended.
## The server.
web-admin-state = State
web-admin-warnings = Warnings
web-admin-warnings-none = There are no warnings.
web-admin-facts = Server
web-admin-fact-health = Health
web-admin-fact-revision = Revision of the store
web-admin-fact-store = Store
web-admin-fact-version = Version of the program
web-admin-fact-since = Running since
web-admin-fact-data-since = Data since
web-admin-fact-requests = Requests
web-admin-fact-listeners = Pages that listen for changes
web-admin-fact-memory = Memory
web-admin-health-current = Serves the newest data
web-admin-health-behind = Behind the store
web-admin-read-only = a copy that is only read
web-admin-store-geopackage = GeoPackage
web-admin-store-postgis = PostGIS
web-admin-requests = { $total } answered, { $refused } refused, { $failed } failed
web-admin-log = Log
web-admin-log-none = Nothing is in the log yet.
web-admin-log-at = When
web-admin-log-who = Who
web-admin-log-what = What
web-admin-log-place = Where
