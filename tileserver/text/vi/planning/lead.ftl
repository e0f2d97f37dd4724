### What must be known with the answer, right under it: what a road takes of the parcel, and where plans contradict each other.

web-lead-road = Trong thửa, { $amount } dành cho đường.
web-lead-road-bare = Trong thửa, { $amount } dành cho đường, theo quyết định { $number }.
web-lead-road-of = Trong thửa, { $amount } dành cho đường, theo quyết định { $number } ngày { $date }.
web-lead-road-maybe = Có thể { $amount } của thửa dành cho đường: dữ liệu không cho biết chắc đường nằm ở phía nào, cần đối chiếu bản vẽ.
web-lead-conflict = Các đồ án mâu thuẫn nhau ở { $amount }: “{ $first }” và “{ $second }”.
