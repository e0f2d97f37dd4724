### Plain layers become a network: what is wrong with their records, and what can be done.

network-join-distance = { $setting } = { $value } m is not possible. Give 0 to { NUMBER($most) } m.
network-join-too-large = { NUMBER($count) } vertices and points are too many: at most { NUMBER($most) } are joined at a time. Divide the network into parts.

network-join-crowded = So many lines lie on each other in one place that not all joints, crossings and overlaps were looked for. Mend what is listed, then join again.
network-join-broken = Record { $record } ({ $code }) has no usable shape: a pipe must be a line, and all coordinates metres in a flat reference system. Mend the shape or the reference system.
network-join-short = Pipe { $code } (record { $record }) has no length, or lies within the tolerance of one node, and is left out. Delete it or draw it anew.
network-join-same-code = Another record has the code { $other }, too; record { $record } is called { $code }. Give it a code of its own.
network-join-duplicate = Pipe { $code } lies on { $other } from end to end ({ $metres } m): it may have been drawn twice.
network-join-overlap = Pipe { $code } lies on { $other } for { $metres } m.
network-join-crossing = Pipes { $code } and { $other } cross without a node they share. They are taken to pass over each other.
network-join-self-crossing = Pipe { $code } (record { $record }) crosses itself. Check how it was drawn.
network-join-gap = Pipe { $code } ends { $metres } m from { $other } and is not joined to it.
network-join-off-pipe = Point { $code } (record { $record }) lies on no pipe; the nearest is { $other }, { $metres } m away.
network-join-no-pipe = Point { $code } (record { $record }) has no pipe within { $metres } m. Check its place or the reference system.
network-join-crossroads = Valve { $code } (record { $record }) stands where { NUMBER($count) } ends of pipes meet, and on which of them is not known: it is taken to close them all. Move it onto its pipe.
network-join-between = Device { $code } (record { $record }) is equally near to several pipes; it was placed on { $other }. Move it onto its pipe.
network-join-shared = Point { $code } (record { $record }) is at the same node as { $other } and is left out. Delete one of them, or lower the tolerance.
network-join-no-source = This network of { NUMBER($count) } pipes has no source: every trace will find it without water. Add a reservoir, a well, the works or a bulk inlet.
network-join-dry-part = No source leads to the part of { NUMBER($count) } pipes with { $code }. Join it to the network or add a source.
network-join-meter-far = Meter { $code } (record { $record }) has no pipe within { $metres } m and is not allocated.
network-join-meter-unfit = Meter { $code } (record { $record }) is not allocated: the nearest pipe is { $other }, { $metres } m away, and the rules allow no connection to pipes of this kind or diameter.
network-join-meter-across = Meter { $code } (record { $record }) is not allocated: { $other } is { $metres } m away, but on the other side.
network-join-meter-again = Meter { $code } (record { $record }) was there before; each customer counts once, so this record is left out.

network-mend-join = Join { $code } to { $other } where they cross
network-mend-extend = Extend { $code } by { $metres } m to join it
network-mend-move = Move { $code } by { $metres } m onto the pipe
network-mend-drop = Leave { $code } out
network-mend-trim = Cut off the stretch where { $code } overlaps
network-mend-supply = Take this place for a source
