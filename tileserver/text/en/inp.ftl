### EPANET networks (.inp) and files of isolation valves: why one is refused, what is found in a line.

inp-too-large = The file { $file } is larger than { $limit } MB, more than any water network takes; nothing was imported. Check that it is the right file, or divide the network in EPANET and import the parts.
inp-binary = Line { $line } of { $file } is not text, so the file is no EPANET network; nothing was imported. Export the network in EPANET by File › Export › Network, and import that .inp file (a .net file is EPANET's own and cannot be read).
inp-line-too-long = Line { $line } of { $file } has more than { $limit } bytes, as no row of an EPANET network has; nothing was imported. Check that it is the right file, or export it again from EPANET.
inp-no-section = The file { $file } has no section of EPANET such as [JUNCTIONS]; { $holds ->
        [nothing] it is empty.
       *[other] line { $line } says “{ $found }”.
    } Nothing was imported. Give the .inp file that EPANET exports by File › Export › Network.
inp-no-nodes = The { $lines } lines of { $file } hold no node: [JUNCTIONS], [RESERVOIRS] and [TANKS] are missing or empty. Nothing was imported. Export the network again from EPANET.
valves-too-large = The file of valves { $file } is larger than { $limit } MB, more than the valves of any network take; nothing was imported. Check that it is the right file.
valves-column-missing = The file of valves { $file } has no column “{ $column }” in line { $line }; nothing was imported. Its first row must name the columns id, link and node, in any order, separated by commas, semicolons or tabs.
valves-broken = The file of valves { $file } is broken in line { $line }; nothing was imported. Give a table (CSV) with the columns id, link and node, or GeoJSON with these properties; look for a quote that is not closed.
finding-inp-section-unknown-reason = EPANET knows no section [{ $section }].
finding-inp-section-unknown-remedy = It is kept as it stands and written back, but not used; EPANET itself will refuse it. Correct its name if it is misspelt.
finding-inp-line-outside-reason = The line “{ $value }” stands before the first section.
finding-inp-line-outside-remedy = It is kept and not used. Put it into its section, or delete it.
finding-inp-line-long-reason = The line is longer than the { $limit } characters that EPANET reads at once.
finding-inp-line-long-remedy = It was read whole; EPANET takes the rest for another row. Shorten its comment.
finding-inp-end-missing-reason = The file ends without [END].
finding-inp-end-missing-remedy = What is there was read. Check that the file is not cut off.
finding-inp-after-end-reason = Behind [END] stand { $lines ->
        [one] one more row
       *[other] { $lines } more rows
    }.
finding-inp-after-end-remedy = They are kept and not used, as EPANET does. Move them above [END] if they are to count.
finding-inp-units-missing-reason = The file states no unit of flow.
finding-inp-units-missing-remedy = It was read in { $units } (US gallons per minute; feet and inches), which EPANET takes then. If that is wrong, add Units to [OPTIONS] and import again.
finding-inp-option-unknown-reason = “{ $value }” is nothing that EPANET knows for the option { $option }.
finding-inp-option-unknown-remedy = The option was read as if it were not there. Correct it in [OPTIONS] and import again: everything measured in the file depends on it.
finding-inp-id-twice-reason = The id already stands in line { $before }.
finding-inp-id-twice-remedy = The first one counts and this row was left out, as EPANET does. Give one of the two another id.
finding-inp-id-long-reason = The id has more than the { $limit } characters that EPANET takes.
finding-inp-id-long-remedy = It was loaded. Shorten the id if EPANET is to read the network.
finding-inp-node-unknown-reason = The node “{ $node }” that it begins or ends at is not in the file.
finding-inp-node-unknown-remedy = The link was left out. Add the node, or correct its id; capitals and small letters differ.
finding-inp-ends-same-reason = It begins and ends at the same node, “{ $node }”.
finding-inp-ends-same-remedy = The link was left out. Correct one of its ends.
finding-inp-columns-missing-reason = The row has fewer than the { $columns } columns that [{ $section }] needs.
finding-inp-columns-missing-remedy = { $outcome ->
        [quarantined] The row was left out. Complete it.
       *[other] It was loaded with 0 in their place. Complete it.
    }
finding-inp-valve-unknown-reason = “{ $value }” is no kind of valve.
finding-inp-valve-unknown-remedy = The valve was left out. Write PRV, PSV, PBV, FCV, TCV or GPV.
finding-inp-number-reason = “{ $value }” is no number ({ $field }).
finding-inp-number-remedy = { $taken } was taken in its place, in the file's units; the text is kept in the file. Correct it.
finding-inp-number-comma-reason = “{ $value }” has a decimal comma ({ $field }).
finding-inp-number-comma-remedy = Whether it is one or divides thousands nobody can tell, so { $taken } was taken in its place, in the file's units. Write the number with a point.
finding-inp-number-not-positive-reason = “{ $value }” must be greater than 0 ({ $field }).
finding-inp-number-not-positive-remedy = { $taken } was taken; EPANET refuses such a file. Measure it, or compute the length from the coordinates.
finding-inp-number-negative-reason = “{ $value }” must not be negative ({ $field }).
finding-inp-number-negative-remedy = { $taken } was taken; EPANET refuses such a file. Correct it.
finding-inp-status-unknown-reason = “{ $value }” is no status.
finding-inp-status-unknown-remedy = { $taken } was taken. Write Open, Closed or, for a pipe with a check valve, CV.
finding-inp-status-of-check-valve-reason = A pipe with a check valve opens and closes by itself; EPANET allows it no other status.
finding-inp-status-of-check-valve-remedy = The row was left out. Take CV out of the pipe's row if it has no check valve.
finding-inp-ranges-beyond-reason = The file has more than { $limit } rows that set the status of a range of links.
finding-inp-ranges-beyond-remedy = This row was left out. Set the status of each link by itself.
finding-inp-element-unknown-reason = [{ $section }] names an element that is not in the network.
finding-inp-element-unknown-remedy = The row was left out. Correct its id if it is misspelt; capitals and small letters differ.
finding-inp-place-unreadable-reason = “{ $value }” is no pair of coordinates.
finding-inp-place-unreadable-remedy = The row was left out. Write X and Y with points, separated by a space.
finding-inp-place-twice-reason = The node has coordinates in more than one row.
finding-inp-place-twice-remedy = The last one counts, as in EPANET. Delete the others.
finding-inp-places-missing-reason = { $count } of { $of } nodes have no coordinates.
finding-inp-places-missing-remedy = They can be traced, but are not on the map. Add them to [COORDINATES].
finding-inp-no-source-reason = The network has no reservoir and no tank.
finding-inp-no-source-remedy = It was loaded, but without a source nobody can be counted as losing water. Add the sources.
finding-valve-field-missing-reason = The valve has no { $field }.
finding-valve-field-missing-remedy = It was left out. Fill in id, link and node.
finding-valve-link-unknown-reason = The link “{ $link }” is not in the network.
finding-valve-link-unknown-remedy = The valve was left out. Correct the link's id; capitals and small letters differ.
finding-valve-node-unknown-reason = The node “{ $node }” is not in the network.
finding-valve-node-unknown-remedy = The valve was left out. Correct the node's id; capitals and small letters differ.
finding-valve-node-elsewhere-reason = The node “{ $node }” is no end of the link “{ $link }”, which runs from “{ $start }” to “{ $end }”.
finding-valve-node-elsewhere-remedy = The valve was left out. Name one of the two ends.
finding-valve-id-twice-reason = The id already stands in line { $before }.
finding-valve-id-twice-remedy = The first one counts and this row was left out. Give one of the two another id.
finding-valve-place-twice-reason = The valve “{ $other }” sits at the same end (“{ $node }”) of the same link (“{ $link }”).
finding-valve-place-twice-remedy = Both were loaded, one behind the other. Delete one if they are the same valve.

## Networks out of files and into them
network-crs-missing = The file { $file } does not state its reference system (EPANET has no place for it); nothing was imported. { $likely ->
        [zone] Its coordinates look like the VN-2000 zone of the store: run again with --crs { $crs }.
        [vn2000] Its coordinates look like metres of VN-2000: run again with --crs and the zone of the province, for example --crs EPSG:9210 (central meridian 105°45').
        [degrees] Its coordinates look like longitude and latitude: run again with --crs { $crs }.
        [swapped] X and Y seem exchanged: X must be the easting. Exchange them in EPANET, then run again with --crs.
       *[elsewhere] Its coordinates do not look like a place in Vietnam. If they are a mere drawing, run again with --crs local: the network can be traced then, but is not on the map.
    }
network-misplaced = Coordinates of { $file }, for example { $x }, { $y }, cannot be in { $crs }; nothing was imported. { $doubt ->
        [swapped] X and Y seem exchanged: X must be easting or longitude. Exchange them in EPANET and export the file again.
        [degrees] They look like degrees: run again with --crs EPSG:4326.
        [metres] They look like metres: run again with the VN-2000 zone of the province, for example --crs EPSG:9210.
       *[outside] Check --crs; if they are a mere drawing, use --crs local.
    }
network-tables-local = Networks of this store lie in a drawing (reference system local), and { $file } is in { $crs }; nothing was imported. Import it with --crs local (it can be traced, but is not on the map), or into another store.
network-table-lacks = The table { $layer } has no field { $field }; another program seems to have dropped it. Nothing was imported. Add the field again, or import into another store.
network-exists = The store has a network { $network } already; nothing was imported. Choose another name by --layer, or put this one in its place by --mode replace.
network-not-found = The store has no network { $network }. { $count ->
        [0] It has none at all.
       *[other] There are: { $there }.
    }
network-nameless = The name of the network is empty, or has control characters. Name it by --layer, for example --layer "Cấp nước Rạch Dừa".
network-name-long = The name of the network takes { $length } bytes, and { $limit } at most are possible (a Vietnamese letter takes up to three). Choose a shorter one.
network-too-large = The network has more rows than can be written at once; nothing was imported. Divide it in EPANET and import the parts.
finding-network-places-out-of-reach-reason = { $count } nodes lie beyond the reach of the reference system.
finding-network-places-out-of-reach-remedy = They and the edges that meet them were loaded, and are not on the map. Correct their coordinates in EPANET and import again with --mode replace.
finding-network-states-kept-reason = { $count } devices are closed, seized, buried or leaking, as was found in the field.
finding-network-states-kept-remedy = They stay so: the file knows nothing of it. Note their new state if they were mended.
finding-network-moved-reason = { $count } devices or connections lie on another part of their line now: the file divides it otherwise than before.
finding-network-moved-remedy = They hang on the nearest part of that line, at most 1 m away. Look them over on the map.
finding-network-devices-gone-reason = { $count } devices are gone: the file of valves has them no more, or the pipe or node that carried them is gone.
finding-network-devices-gone-remedy = They were taken out; their history is kept. If that is wrong, complete the file of valves or correct the codes in EPANET, and import again with --mode replace.
finding-network-connections-adrift-reason = { $count } connections lost their pipe or node: its code is not in the file any more.
finding-network-connections-adrift-remedy = They are still there and hang on no pipe, so that nobody counts them among those without water. Hang them on a pipe again.
network-imported = The network { $network } is stored at revision { $revision }: { NUMBER($nodes) } nodes, { NUMBER($edges) } edges, { NUMBER($valves) } valves brought in. To ask it: diaban trace { $store } --network { $typed } isolation --help
network-out-renamed = { NUMBER($count) } nodes or edges have an empty code, one that stands twice, or one EPANET does not take; in the file they bear the number of their row, such as #17.
network-out-no-source = The network has no source of water (reservoir or tank); EPANET cannot compute it.
network-out-edges-nowhere = { NUMBER($count) } edges that lack an end, or have one node at both, were left out: EPANET does not take them.
network-out-valves-elsewhere = { NUMBER($count) } valves do not sit at the end of a pipe and cannot be written as id, link and node.
network-out-closed-valves = { NUMBER($count) } isolation valves are closed, which the .inp does not tell. Add --valves-as-tcv if EPANET is to heed it.
network-out-pumps-as-pipes = { NUMBER($count) } pumps have no curve and were written as pipes with a check valve. Complete them in EPANET.
network-out-usual-diameters = { NUMBER($count) } pipes have no diameter; 254 mm were written, as EPANET takes then.
network-out-least-lengths = { NUMBER($count) } pipes have no length; 0.1 m were written.
