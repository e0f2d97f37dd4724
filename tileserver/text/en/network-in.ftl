### Plain layers and meters on their way into a network: options, what was found, and what can be done about it.
help-import-points = Points beside lines that become a network: what each is says its field “loai” (reservoir, tank, junction, valve, hydrant, …); FILE#LAYER names one of several layers
help-import-sources = Points where the water comes from: reservoirs, tanks, wells, works, bulk inlets
help-import-hydrants = Points that are hydrants
help-import-meters = Points that are customers' meters; they hang on the nearest pipe that --meter-distance, --meter-pipes and --meter-side allow
help-import-streets = Lines in the middle of streets, which the way from a meter to its pipe does not cross
help-import-tolerance = What lies so near is joined, in metres: 0 to 10 (default 0.5: a quarter of a millimetre twice, at 1:1,000)
help-import-meter-distance = The farthest a meter may lie from its pipe, in metres (default 50)
help-import-meter-pipes = Pipes that meters may hang on: the largest diameter in millimetres, kinds of pipes, or both (300 or service,300)
help-import-meter-side = What the way from a meter to its pipe must not cross: streets (default), pipes, or nothing (any)
help-import-accept = What is to be mended: a code of findings (gap), the id of one mend, or a file: a report with "accept": true at findings, or a word a line; may be given several times
help-import-allow-loss = With --mode replace: take a file that lacks more than a fifth of the network's edges
usage-network-only = { $option } goes with networks only: with an .inp file, with lines and --kind network, or with meters and --kind meters.
usage-metres = { $option } takes a number of metres, and “{ $value }” is none.
usage-meter-pipes = --meter-pipes takes kinds of pipes and at most one largest diameter in millimetres, apart by commas, for example service,300; “{ $value }” is none of that.

## Refusals
network-no-lines = { $file } has no line that could be a pipe; nothing was imported. Name the file or the layer of pipes; points go with --points, --sources, --valves, --hydrants and --meters.
network-accepted-unread = { $file } is no list of what is to be mended: { $problem }. Give a report with "accept": true at its findings, or a text with a code or an id a line.
network-mends-unknown = Nothing offers the mends { $mends } ({ NUMBER($count) } of --accept): nothing was brought in. They were mistyped, or the data changed since: run with --dry-run and take ids from its report.
network-nowhere = The pipes of the network { $network } lie nowhere on earth (--crs local): no meter can find one. Import the network again with its reference system and --mode replace.
network-shrinks = The file lacks { NUMBER($gone) } of the { NUMBER($edges) } edges of the network { $network }: more than { $most } %. Nothing was imported: it may be the file of a part. If it is meant, run again with --allow-loss.

## What was found, and what can be done about it
finding-network-join-remedy = { $mend ->
        [join] Join { $line } and { $onto } where they cross
        [extend] Extend { $line } by { $by } m
        [move] Move { $line } by { $by } m onto the pipe
        [drop] Leave { $line } out
        [trim] Cut off the stretch of { $line } that lies on the other pipe
        [supply] Take this place for a source, or name the right one by --sources
       *[none] If that is wrong, correct the record in its file and import again.
    }{ $state ->
        [done] {""}: done, as accepted.
        [offered] {""}: --accept '{ $id }', or --accept with the code for all of this kind.
       *[none] {""}
    }
finding-network-snapped-reason = { NUMBER($count) } ends and passing pipes lay beside their node, up to { $metres } m away, and were joined to it: within the tolerance of { $tolerance } m.
finding-network-snapped-remedy = Nothing needs to be done. If pipes were joined that do not meet, run again with a smaller --tolerance.
finding-network-mend-unknown-reason = Nothing offers the mend that was accepted.
finding-network-mend-unknown-remedy = The data changed since, or the id was mistyped: take ids from the last report.
finding-network-field-unread-reason = What the field says is not understood.
finding-network-field-unread-remedy = It was taken for empty. Write a number, yes or no, or one of the words of the manual.
finding-network-kind-unknown-reason = What kind of point this is nobody knows here.
finding-network-kind-unknown-remedy = Without a kind it was taken for a node, else for a device that nobody closes. Write a known kind (reservoir, tank, junction, valve, hydrant, …) into its field, or import such points by --valves, --sources or --hydrants.
finding-network-names-left-out-reason = { NUMBER($count) } meters bear a name that may be a person's.
finding-network-names-left-out-remedy = Names of households are not kept with a network. Those of institutions are: give them the class of one (hospital, school, office, factory…), or a priority from 1.
finding-network-meters-stay-reason = { NUMBER($count) } customers hang on a pipe already and stay there.
finding-network-meters-stay-remedy = If all of the file are to be hung anew by the rules, run again with --mode replace.
finding-network-meters-uncoded-reason = { NUMBER($count) } meters have no code of their own (blank, or one that repeats): left out, for they cannot be told from customers that are there.
finding-network-meters-uncoded-remedy = Give each row a customer's code (ma_khach_hang) or the number of its meter (so_dong_ho), and bring them in again.
finding-network-shut-kept-reason = { NUMBER($count) } edges are shut in the store and not in the file.
finding-network-shut-kept-remedy = They stay shut: the file does not know of it. Open them in the store if they are open.
finding-network-customers-kept-reason = { NUMBER($count) } customers keep their connection.
finding-network-customers-kept-remedy = Nothing needs to be done. To hang them anew by the rules, import their meters by --kind meters and --mode replace.
finding-network-customers-unknown-reason = Who the customers are is not known: base demands ({ NUMBER($count) } nodes have one) are no customers.
finding-network-customers-unknown-remedy = Until then nobody is counted among those without water. Import the meters into this network: diaban import FILE --kind meters --layer NAME.

## What became of it
network-joined = The network { $network } is stored at revision { $revision }: { NUMBER($nodes) } nodes, { NUMBER($edges) } edges, { NUMBER($valves) } devices, { NUMBER($customers) } customers, { NUMBER($adrift) } of them without a pipe. To ask it: diaban trace { $store } --network { $typed } isolation --help
network-meters-hung = Customers of the network { $network } are stored at revision { $revision }: { NUMBER($customers) } meters in the file, { NUMBER($adrift) } of them without a pipe. To ask it: diaban trace { $store } --network { $typed } isolation --help
network-warning-customers-unknown = No customers hang on this network yet: who goes dry is not known.
network-out-valves-second = { NUMBER($count) } valves sit behind another at the same end of a pipe; in the file one stands for both, closed if either is.
network-out-valves-renamed = { NUMBER($count) } valves have an id that is taken, too long, or has separators EPANET does not take; they have another in the file.
