### EPANET networks (.inp) and files of isolation valves: why one is refused, what is found in a line.

inp-too-large = Tệp { $file } lớn hơn { $limit } MB, lớn hơn mọi mạng lưới cấp nước; chưa nhập gì. Hãy kiểm tra có đúng tệp không, hoặc tách mạng lưới trong EPANET rồi nhập từng phần.
inp-binary = Dòng { $line } của tệp { $file } không phải là chữ, nên tệp không phải mạng lưới EPANET; chưa nhập gì. Hãy xuất mạng lưới trong EPANET bằng File › Export › Network rồi nhập tệp .inp đó (tệp .net là định dạng riêng của EPANET, không đọc được).
inp-line-too-long = Dòng { $line } của tệp { $file } dài hơn { $limit } byte, không hàng nào của mạng lưới EPANET dài như vậy; chưa nhập gì. Hãy kiểm tra có đúng tệp không, hoặc xuất lại từ EPANET.
inp-no-section = Tệp { $file } không có mục nào của EPANET, chẳng hạn [JUNCTIONS]; { $holds ->
        [nothing] tệp rỗng.
       *[other] dòng { $line } ghi “{ $found }”.
    } Chưa nhập gì. Hãy dùng tệp .inp do EPANET xuất bằng File › Export › Network.
inp-no-nodes = { $lines } dòng của tệp { $file } không có nút nào: các mục [JUNCTIONS], [RESERVOIRS] và [TANKS] thiếu hoặc rỗng. Chưa nhập gì. Hãy xuất lại mạng lưới từ EPANET.
valves-too-large = Tệp van { $file } lớn hơn { $limit } MB, lớn hơn mọi danh sách van; chưa nhập gì. Hãy kiểm tra có đúng tệp không.
valves-column-missing = Tệp van { $file } không có cột “{ $column }” ở dòng { $line }; chưa nhập gì. Hàng đầu phải ghi tên các cột id, link và node, thứ tự tùy ý, cách nhau bằng dấu phẩy, dấu chấm phẩy hoặc tab.
valves-broken = Tệp van { $file } bị hỏng ở dòng { $line }; chưa nhập gì. Hãy dùng bảng (CSV) có các cột id, link và node, hoặc GeoJSON có các thuộc tính đó; hãy tìm dấu nháy kép chưa đóng.
finding-inp-section-unknown-reason = EPANET không có mục [{ $section }].
finding-inp-section-unknown-remedy = Mục được giữ nguyên và ghi lại khi xuất, nhưng không dùng đến; chính EPANET sẽ từ chối. Hãy sửa tên mục nếu viết sai.
finding-inp-line-outside-reason = Dòng “{ $value }” đứng trước mục đầu tiên.
finding-inp-line-outside-remedy = Dòng được giữ lại và không dùng đến. Hãy đưa vào đúng mục, hoặc xóa đi.
finding-inp-line-long-reason = Dòng dài hơn { $limit } ký tự mà EPANET đọc một lần.
finding-inp-line-long-remedy = Đã đọc trọn dòng; EPANET sẽ coi phần còn lại là một hàng khác. Hãy rút ngắn ghi chú.
finding-inp-end-missing-reason = Tệp kết thúc mà không có [END].
finding-inp-end-missing-remedy = Đã đọc những gì có. Hãy kiểm tra tệp có bị cắt cụt không.
finding-inp-after-end-reason = Sau [END] còn { $lines } hàng.
finding-inp-after-end-remedy = Các hàng đó được giữ lại và không dùng đến, như EPANET. Hãy chuyển lên trên [END] nếu chúng có giá trị.
finding-inp-units-missing-reason = Tệp không ghi đơn vị lưu lượng.
finding-inp-units-missing-remedy = Đã đọc theo { $units } (gallon Mỹ trên phút; foot và inch) như EPANET. Nếu sai, hãy thêm Units vào [OPTIONS] rồi nhập lại.
finding-inp-option-unknown-reason = EPANET không có giá trị “{ $value }” cho tùy chọn { $option }.
finding-inp-option-unknown-remedy = Tùy chọn được coi như không có. Hãy sửa trong [OPTIONS] rồi nhập lại: mọi số đo trong tệp phụ thuộc vào đó.
finding-inp-id-twice-reason = Mã này đã có ở dòng { $before }.
finding-inp-id-twice-remedy = Hàng đầu tiên có giá trị, hàng này bị bỏ qua, như EPANET. Hãy đặt mã khác cho một trong hai.
finding-inp-id-long-reason = Mã dài hơn { $limit } ký tự mà EPANET chấp nhận.
finding-inp-id-long-remedy = Đã nạp. Hãy rút ngắn mã nếu EPANET cần đọc mạng lưới.
finding-inp-node-unknown-reason = Nút đầu hoặc nút cuối “{ $node }” không có trong tệp.
finding-inp-node-unknown-remedy = Đoạn này bị bỏ qua. Hãy thêm nút hoặc sửa mã nút; chữ hoa và chữ thường khác nhau.
finding-inp-ends-same-reason = Nút đầu và nút cuối là một: “{ $node }”.
finding-inp-ends-same-remedy = Đoạn này bị bỏ qua. Hãy sửa một trong hai đầu.
finding-inp-columns-missing-reason = Hàng có ít hơn { $columns } cột mà mục [{ $section }] cần.
finding-inp-columns-missing-remedy = { $outcome ->
        [quarantined] Hàng bị bỏ qua. Hãy điền đủ.
       *[other] Đã nạp với số 0 thay vào. Hãy điền đủ.
    }
finding-inp-valve-unknown-reason = “{ $value }” không phải loại van.
finding-inp-valve-unknown-remedy = Van bị bỏ qua. Hãy ghi PRV, PSV, PBV, FCV, TCV hoặc GPV.
finding-inp-number-reason = “{ $value }” không phải là số ({ $field }).
finding-inp-number-remedy = Đã lấy { $taken } thay vào, theo đơn vị của tệp; chữ gốc vẫn được giữ. Hãy sửa lại.
finding-inp-number-comma-reason = “{ $value }” có dấu phẩy thập phân ({ $field }).
finding-inp-number-comma-remedy = Không ai biết đó là dấu thập phân hay dấu ngăn hàng nghìn, nên đã lấy { $taken } thay vào, theo đơn vị của tệp. Hãy viết số bằng dấu chấm.
finding-inp-number-not-positive-reason = “{ $value }” phải lớn hơn 0 ({ $field }).
finding-inp-number-not-positive-remedy = Đã lấy { $taken }; EPANET từ chối tệp như vậy. Hãy đo lại, hoặc tính chiều dài từ tọa độ.
finding-inp-number-negative-reason = “{ $value }” không được âm ({ $field }).
finding-inp-number-negative-remedy = Đã lấy { $taken }; EPANET từ chối tệp như vậy. Hãy sửa lại.
finding-inp-status-unknown-reason = “{ $value }” không phải trạng thái.
finding-inp-status-unknown-remedy = Đã lấy { $taken }. Hãy ghi Open, Closed, hoặc CV với ống có van một chiều.
finding-inp-status-of-check-valve-reason = Ống có van một chiều tự đóng mở; EPANET không cho đặt trạng thái khác.
finding-inp-status-of-check-valve-remedy = Hàng bị bỏ qua. Hãy bỏ CV trong hàng của ống nếu ống không có van một chiều.
finding-inp-ranges-beyond-reason = Tệp có hơn { $limit } hàng đặt trạng thái cho cả dãy đoạn ống.
finding-inp-ranges-beyond-remedy = Hàng này bị bỏ qua. Hãy đặt trạng thái cho từng đoạn.
finding-inp-element-unknown-reason = Mục [{ $section }] ghi một đối tượng không có trong mạng lưới.
finding-inp-element-unknown-remedy = Hàng bị bỏ qua. Hãy sửa mã nếu viết sai; chữ hoa và chữ thường khác nhau.
finding-inp-place-unreadable-reason = “{ $value }” không phải một cặp tọa độ.
finding-inp-place-unreadable-remedy = Hàng bị bỏ qua. Hãy ghi X và Y bằng dấu chấm thập phân, cách nhau bằng dấu cách.
finding-inp-place-twice-reason = Nút có tọa độ ở nhiều hàng.
finding-inp-place-twice-remedy = Hàng cuối cùng có giá trị, như EPANET. Hãy xóa các hàng khác.
finding-inp-places-missing-reason = { $count } trong { $of } nút không có tọa độ.
finding-inp-places-missing-remedy = Vẫn dò được, nhưng không hiện trên bản đồ. Hãy bổ sung vào [COORDINATES].
finding-inp-no-source-reason = Mạng lưới không có nguồn cấp (hồ chứa) và không có bể.
finding-inp-no-source-remedy = Đã nạp, nhưng khi chưa có nguồn thì không tính được khách hàng nào mất nước. Hãy bổ sung nguồn.
finding-valve-field-missing-reason = Van thiếu { $field }.
finding-valve-field-missing-remedy = Van bị bỏ qua. Hãy điền id, link và node.
finding-valve-link-unknown-reason = Đoạn “{ $link }” không có trong mạng lưới.
finding-valve-link-unknown-remedy = Van bị bỏ qua. Hãy sửa mã đoạn; chữ hoa và chữ thường khác nhau.
finding-valve-node-unknown-reason = Nút “{ $node }” không có trong mạng lưới.
finding-valve-node-unknown-remedy = Van bị bỏ qua. Hãy sửa mã nút; chữ hoa và chữ thường khác nhau.
finding-valve-node-elsewhere-reason = Nút “{ $node }” không phải đầu nào của đoạn “{ $link }”, đoạn này nối từ “{ $start }” đến “{ $end }”.
finding-valve-node-elsewhere-remedy = Van bị bỏ qua. Hãy ghi một trong hai đầu đó.
finding-valve-id-twice-reason = Mã này đã có ở dòng { $before }.
finding-valve-id-twice-remedy = Hàng đầu tiên có giá trị, hàng này bị bỏ qua. Hãy đặt mã khác cho một trong hai.
finding-valve-place-twice-reason = Van “{ $other }” nằm ở cùng đầu (“{ $node }”) của cùng đoạn (“{ $link }”).
finding-valve-place-twice-remedy = Cả hai đã được nạp, van này sau van kia. Hãy xóa một nếu đó là cùng một van.

## Networks out of files and into them
network-crs-missing = Tệp { $file } không ghi hệ tọa độ (EPANET không có chỗ để ghi); chưa nhập gì. { $likely ->
        [zone] Tọa độ có vẻ thuộc múi VN-2000 của kho: hãy chạy lại với --crs { $crs }.
        [vn2000] Tọa độ có vẻ là mét VN-2000: hãy chạy lại với --crs và múi của tỉnh, ví dụ --crs EPSG:9210 (kinh tuyến trục 105°45').
        [degrees] Tọa độ có vẻ là kinh độ, vĩ độ: hãy chạy lại với --crs { $crs }.
        [swapped] Có vẻ X và Y bị đổi chỗ: X phải là tọa độ đông. Hãy đổi lại trong EPANET, rồi chạy lại với --crs.
       *[elsewhere] Tọa độ không giống tọa độ ở Việt Nam. Nếu đó chỉ là hình vẽ sơ đồ, hãy chạy lại với --crs local: vẫn truy vết được, nhưng không hiện trên bản đồ.
    }
network-misplaced = Tọa độ của tệp { $file }, ví dụ { $x }, { $y }, không thể thuộc { $crs }; chưa nhập gì. { $doubt ->
        [swapped] Có vẻ X và Y bị đổi chỗ: X phải là tọa độ đông hoặc kinh độ. Hãy đổi lại trong EPANET rồi xuất lại tệp.
        [degrees] Đó có vẻ là độ: hãy chạy lại với --crs EPSG:4326.
        [metres] Đó có vẻ là mét: hãy chạy lại với múi VN-2000 của tỉnh, ví dụ --crs EPSG:9210.
       *[outside] Hãy kiểm tra --crs; nếu đó chỉ là hình vẽ sơ đồ, hãy dùng --crs local.
    }
network-tables-local = Các mạng lưới trong kho này nằm trên hình vẽ sơ đồ (hệ tọa độ local), còn { $file } thuộc { $crs }; chưa nhập gì. Hãy nhập với --crs local (truy vết được, không hiện trên bản đồ), hoặc nhập vào một kho khác.
network-table-lacks = Bảng { $layer } thiếu trường { $field }, có lẽ do một chương trình khác đã xóa; chưa nhập gì. Hãy thêm lại trường đó, hoặc nhập vào một kho khác.
network-exists = Kho đã có mạng lưới { $network }; chưa nhập gì. Hãy đặt tên khác bằng --layer, hoặc thay mạng lưới đó bằng --mode replace.
network-not-found = Kho không có mạng lưới { $network }. { $count ->
        [0] Kho này chưa có mạng lưới nào.
       *[other] Có: { $there }.
    }
network-nameless = Tên của mạng lưới trống hoặc có ký tự điều khiển. Hãy đặt tên bằng --layer, ví dụ --layer "Cấp nước Rạch Dừa".
network-name-long = Tên của mạng lưới dài { $length } byte, tối đa là { $limit } (một chữ tiếng Việt có dấu chiếm đến ba byte). Hãy đặt tên ngắn hơn.
network-too-large = Mạng lưới có quá nhiều hàng để ghi một lần; chưa nhập gì. Hãy chia mạng lưới trong EPANET và nhập từng phần.
finding-network-places-out-of-reach-reason = { $count } nút nằm ngoài phạm vi của hệ tọa độ.
finding-network-places-out-of-reach-remedy = Các nút đó và những đoạn nối với chúng được nạp nhưng không hiện trên bản đồ. Hãy sửa tọa độ trong EPANET rồi nhập lại với --mode replace.
finding-network-states-kept-reason = { $count } thiết bị đang đóng, kẹt, bị vùi lấp hoặc không kín, theo ghi nhận ở hiện trường.
finding-network-states-kept-remedy = Trạng thái đó được giữ nguyên: tệp không biết gì về chúng. Nếu đã sửa xong, hãy ghi nhận trạng thái mới của thiết bị.
finding-network-moved-reason = { $count } thiết bị hoặc điểm đấu nối nay nằm trên đoạn khác của cùng tuyến ống: tệp chia tuyến đó khác trước.
finding-network-moved-remedy = Chúng được gắn vào đoạn gần nhất của tuyến, cách không quá 1 m. Hãy xem lại trên bản đồ.
finding-network-devices-gone-reason = { $count } thiết bị không còn: tệp không còn van đó, hoặc không còn đoạn hay nút mang nó.
finding-network-devices-gone-remedy = Đã bỏ các thiết bị đó; lịch sử vẫn còn. Nếu không đúng, hãy bổ sung tệp van hoặc sửa mã trong EPANET rồi nhập lại với --mode replace.
finding-network-connections-adrift-reason = { $count } điểm đấu nối mất đoạn ống hoặc nút: mã của chúng không còn trong tệp.
finding-network-connections-adrift-remedy = Điểm đấu nối vẫn còn nhưng chưa thuộc ống nào, nên không được tính vào số khách hàng mất nước. Hãy gắn lại chúng.
network-imported = Đã lưu mạng lưới { $network } ở phiên bản { $revision }: { NUMBER($nodes) } nút, { NUMBER($edges) } đoạn, nhập { NUMBER($valves) } van. Để hỏi: diaban trace { $store } --network { $typed } isolation --help
network-out-renamed = { NUMBER($count) } nút hoặc đoạn có mã trống, trùng nhau hoặc EPANET không nhận; trong tệp chúng mang số hàng, ví dụ #17.
network-out-no-source = Mạng lưới không có nguồn nước (hồ chứa hoặc bể); EPANET sẽ không tính được.
network-out-edges-nowhere = Đã bỏ { NUMBER($count) } đoạn thiếu một đầu hoặc có hai đầu là một nút: EPANET không nhận.
network-out-valves-elsewhere = { NUMBER($count) } van không nằm ở đầu một đoạn ống nên không ghi được dưới dạng id, link, node.
network-out-closed-valves = { NUMBER($count) } van cô lập đang đóng, tệp .inp không cho biết điều đó. Hãy thêm --valves-as-tcv nếu EPANET cần tính đến.
network-out-pumps-as-pipes = { NUMBER($count) } máy bơm chưa có đường đặc tính nên được ghi thành ống có van một chiều. Hãy bổ sung trong EPANET.
network-out-usual-diameters = { NUMBER($count) } ống chưa có đường kính; đã ghi 254 mm như EPANET thường lấy.
network-out-least-lengths = { NUMBER($count) } ống chưa có chiều dài; đã ghi 0,1 m.
