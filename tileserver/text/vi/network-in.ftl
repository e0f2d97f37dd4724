### Plain layers and meters on their way into a network: options, what was found, and what can be done about it.
help-import-points = Lớp điểm đi kèm lớp đường tạo thành mạng lưới: trường “loai” cho biết mỗi điểm là gì (reservoir, tank, junction, valve, hydrant, …); TỆP#LỚP chọn một trong nhiều lớp
help-import-sources = Các điểm cấp nguồn nước: hồ chứa, bể, giếng, nhà máy nước, điểm mua nước
help-import-hydrants = Các điểm là trụ cứu hỏa
help-import-meters = Các điểm là đồng hồ khách hàng; được gán vào ống gần nhất theo --meter-distance, --meter-pipes và --meter-side
help-import-streets = Tim đường: đường thẳng từ đồng hồ tới ống không được cắt qua
help-import-tolerance = Gần hơn chừng này thì nối với nhau, tính bằng mét: 0 đến 10 (mặc định 0,5: hai lần một phần tư milimét ở tỷ lệ 1:1.000)
help-import-meter-distance = Khoảng cách xa nhất từ đồng hồ đến ống, tính bằng mét (mặc định 50)
help-import-meter-pipes = Ống được đấu nối đồng hồ: đường kính lớn nhất (mm), loại ống, hoặc cả hai (300 hay service,300)
help-import-meter-side = Đường thẳng từ đồng hồ tới ống không được cắt qua: streets là tim đường (mặc định), pipes là ống khác, any là không cấm
help-import-accept = Điều cần sửa: mã lỗi (gap), mã của một cách sửa, hoặc một tệp: báo cáo có ghi "accept": true ở các lỗi, hoặc mỗi dòng một mã; có thể ghi nhiều lần
help-import-allow-loss = Đi cùng --mode replace: nhận cả tệp thiếu hơn một phần năm số đoạn của mạng lưới
usage-network-only = { $option } chỉ dùng cho mạng lưới: với tệp .inp, với lớp đường và --kind network, hoặc với đồng hồ và --kind meters.
usage-metres = { $option } cần một số mét, “{ $value }” không phải là số.
usage-meter-pipes = --meter-pipes cần các loại ống và nhiều nhất một đường kính lớn nhất (mm), cách nhau bằng dấu phẩy, ví dụ service,300; “{ $value }” không đúng.

## Refusals
network-no-lines = Tệp { $file } không có đường nào có thể là đoạn ống; chưa nhập gì. Hãy nêu tệp hoặc lớp đường ống; các điểm đi cùng --points, --sources, --valves, --hydrants và --meters.
network-accepted-unread = { $file } không phải danh sách những điều cần sửa: { $problem }. Hãy đưa báo cáo có "accept": true ở các lỗi, hoặc một tệp chữ mỗi dòng một mã.
network-mends-unknown = Không có chỗ nào cho sửa theo { $mends } ({ NUMBER($count) } mục của --accept): chưa nhập gì. Mục đó gõ nhầm, hoặc dữ liệu đã thay đổi: hãy chạy với --dry-run và lấy mã từ báo cáo mới.
network-nowhere = Đường ống của mạng lưới { $network } không nằm ở đâu trên mặt đất (--crs local): không đồng hồ nào tìm được ống. Hãy nhập lại mạng lưới với hệ tọa độ đúng và --mode replace.
network-shrinks = Tệp thiếu { NUMBER($gone) } trong { NUMBER($edges) } đoạn của mạng lưới { $network }: hơn { $most } %. Chưa nhập gì: có thể đây là tệp của một phần mạng lưới. Nếu đúng ý, hãy chạy lại với --allow-loss.

## What was found, and what can be done about it
finding-network-join-remedy = { $mend ->
        [join] Nối { $line } và { $onto } tại chỗ cắt nhau
        [extend] Kéo dài { $line } thêm { $by } m
        [move] Dời { $line } { $by } m vào đoạn ống
        [drop] Bỏ { $line }
        [trim] Cắt bỏ phần của { $line } nằm chồng lên ống kia
        [supply] Coi chỗ này là nguồn nước, hoặc nêu đúng nguồn bằng --sources
       *[none] Nếu chưa đúng, hãy sửa bản ghi trong tệp rồi nhập lại.
    }{ $state ->
        [done] {""}: đã làm theo chấp thuận.
        [offered] {""}: --accept '{ $id }', hoặc --accept kèm mã lỗi cho mọi lỗi cùng loại.
       *[none] {""}
    }
finding-network-snapped-reason = { NUMBER($count) } đầu ống và ống đi ngang nằm lệch nút, xa nhất { $metres } m, và đã được nối vào nút: trong dung sai { $tolerance } m.
finding-network-snapped-remedy = Không cần làm gì. Nếu có ống bị nối nhầm, hãy chạy lại với --tolerance nhỏ hơn.
finding-network-mend-unknown-reason = Không có lỗi nào đề nghị cách sửa đã được chấp thuận.
finding-network-mend-unknown-remedy = Dữ liệu đã thay đổi hoặc mã bị gõ sai: hãy lấy mã từ báo cáo mới nhất.
finding-network-field-unread-reason = Không hiểu được giá trị của trường.
finding-network-field-unread-remedy = Giá trị được coi là trống. Hãy ghi số, có hoặc không, hay một từ trong tài liệu hướng dẫn.
finding-network-kind-unknown-reason = Không rõ điểm này thuộc loại nào.
finding-network-kind-unknown-remedy = Điểm không ghi loại được coi là nút, loại lạ được coi là thiết bị không đóng được. Hãy ghi một loại đã biết (reservoir, tank, junction, valve, hydrant, …) vào trường loại, hoặc nhập các điểm đó bằng --valves, --sources hay --hydrants.
finding-network-names-left-out-reason = { NUMBER($count) } đồng hồ có tên, có thể là tên cá nhân.
finding-network-names-left-out-remedy = Tên hộ gia đình không được lưu cùng mạng lưới. Tên cơ quan, tổ chức thì được: hãy ghi loại khách hàng của họ (bệnh viện, trường học, cơ quan, nhà máy…), hoặc mức ưu tiên từ 1.
finding-network-meters-stay-reason = { NUMBER($count) } khách hàng đã được gán vào ống và giữ nguyên chỗ.
finding-network-meters-stay-remedy = Nếu muốn gán lại tất cả theo quy tắc, hãy chạy lại với --mode replace.
finding-network-meters-uncoded-reason = { NUMBER($count) } đồng hồ không có mã riêng (trống hoặc trùng): không nạp, vì không phân biệt được với khách hàng đã có.
finding-network-meters-uncoded-remedy = Hãy ghi mã khách hàng (ma_khach_hang) hoặc số đồng hồ (so_dong_ho) cho từng dòng rồi nạp lại.
finding-network-shut-kept-reason = { NUMBER($count) } đoạn đang đóng trong kho nhưng không đóng trong tệp.
finding-network-shut-kept-remedy = Các đoạn đó vẫn đóng: tệp không biết điều này. Nếu thực tế đang mở, hãy mở chúng trong kho.
finding-network-customers-kept-reason = { NUMBER($count) } khách hàng giữ nguyên điểm đấu nối.
finding-network-customers-kept-remedy = Không cần làm gì. Muốn gán lại theo quy tắc, hãy nhập đồng hồ với --kind meters và --mode replace.
finding-network-customers-unknown-reason = Chưa biết khách hàng là ai: nhu cầu cơ sở ({ NUMBER($count) } nút có) không phải là khách hàng.
finding-network-customers-unknown-remedy = Khi chưa có, không ai được tính vào số khách hàng mất nước. Hãy nhập đồng hồ vào mạng lưới này: diaban import TỆP --kind meters --layer TÊN.

## What became of it
network-joined = Đã lưu mạng lưới { $network } ở phiên bản { $revision }: { NUMBER($nodes) } nút, { NUMBER($edges) } đoạn, { NUMBER($valves) } thiết bị, { NUMBER($customers) } khách hàng, trong đó { NUMBER($adrift) } chưa gán vào ống. Để hỏi: diaban trace { $store } --network { $typed } isolation --help
network-meters-hung = Đã lưu khách hàng của mạng lưới { $network } ở phiên bản { $revision }: { NUMBER($customers) } đồng hồ trong tệp, trong đó { NUMBER($adrift) } chưa gán vào ống. Để hỏi: diaban trace { $store } --network { $typed } isolation --help
network-warning-customers-unknown = Mạng lưới này chưa có khách hàng nào được gán vào ống: số khách hàng mất nước chưa biết.
network-out-valves-second = { NUMBER($count) } van nằm sau một van khác ở cùng đầu ống; trong tệp một van đại diện cho cả hai, đóng nếu một trong hai đóng.
network-out-valves-renamed = { NUMBER($count) } van có mã trùng, quá dài hoặc chứa dấu ngăn cách mà EPANET không nhận; trong tệp chúng mang mã khác.
