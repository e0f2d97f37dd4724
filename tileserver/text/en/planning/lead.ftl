### What must be known with the answer, right under it: what a road takes of the parcel, and where plans contradict each other.

web-lead-road = Of the parcel, { $amount } go to a road.
web-lead-road-bare = Of the parcel, { $amount } go to a road, by decision { $number }.
web-lead-road-of = Of the parcel, { $amount } go to a road, by decision { $number } of { $date }.
web-lead-road-maybe = Perhaps { $amount } of the parcel go to a road: the data does not say for certain on which side the road lies. Compare the drawing.
web-lead-conflict = Plans contradict each other on { $amount }: “{ $first }” and “{ $second }”.
