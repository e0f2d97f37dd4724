### Lines of plans (red lines, building lines) and restrictions: what they say of a parcel.

plans-title-lines = Lines of plans
plans-title-restrictions = Restrictions

extract-road-ambiguous = The plan “{ $plan }” does not tell on which side of its red line the road lies: it takes { $area } m² of the parcel, or else { $otherwise } m². Look at the drawing of the plan, or ask its office.
extract-buildable-ambiguous = The plan “{ $plan }” does not tell on which side of its building line one may build. Look at the drawing of the plan, or ask its office.
extract-too-many-lines = More than { $most } lines of plans lie around this parcel, so it was not worked out what they say of it. Ask about a part of the parcel.

problem-line-without-shape = A line has no shape. Send a geometry for each line; nothing was saved.
problem-restriction-without-shape = A restriction has no shape. Send a geometry for each restriction; nothing was saved.
problem-plan-width = { $field } is { $metres }: a width is between 0 and { $most } metres. Correct it and send it again; nothing was saved.
extract-closed = Not counted: { $area } m² ({ $percent }%) lie in “{ $function }” of “{ $plan }”, where no building may stand.
