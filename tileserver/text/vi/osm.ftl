import-osm-damaged = Khối { $block } của tệp { $file } không đúng định dạng trích xuất OpenStreetMap; chưa nhập gì của lớp này. Hãy tải lại tệp và so mã kiểm tra.
import-osm-packing = Khối { $block } của tệp { $file } nén theo cách chưa đọc được (chỉ đọc zlib). Hãy nén lại: osmium cat in.osm.pbf -o out.osm.pbf
import-osm-feature = Tệp { $file } đòi phần mềm đọc phải hiểu “{ $name }”, chương trình này chưa hiểu. Hãy tạo bản trích xuất thường: osmium time-filter in.osh.pbf -o out.osm.pbf, hoặc osmium cat.
import-osm-too-many = Tệp { $file } có hơn { $limit } điểm hoặc đường của vùng trong một lớp, vượt bộ nhớ dành cho một lần nhập. Hãy cắt lấy vùng cần trước: osmium extract -b TÂY,NAM,ĐÔNG,BẮC in.osm.pbf -o out.osm.pbf
finding-relation-not-closed-reason = Các đường của vùng này không khép kín: có đường nằm ngoài phần trích xuất, hoặc quan hệ bị hỏng.
finding-relation-not-closed-remedy = Vùng đã được để riêng. Hãy trích xuất sao cho quan hệ còn nguyên (osmium extract, cách smart), hoặc sửa quan hệ trên OpenStreetMap.
finding-nodes-missing-reason = { $count } điểm của các đường không có trong tệp.
finding-nodes-missing-remedy = Các đường được vẽ không có những điểm ấy. Hãy trích xuất sao cho đường còn nguyên (osmium extract, cách mặc định).
finding-coastline-left-out-reason = Bỏ qua { $count } đường bờ biển: đó là đường nét, không cho biết biển đến đâu.
finding-coastline-left-out-remedy = Hãy nhập biển dạng vùng từ osmdata.openstreetmap.de (water polygons): --kind base --layer base_areas --mode append, và tệp ánh xạ có [constants] class = "sea".
cli-base-layers = Bản đồ nền: { $layers }; mỗi lớp một lần ghi, { $unpublished ->
    [true] chỉ cán bộ xem được
   *[false] mọi người đều xem được
}.
usage-layer-missing = Hãy đặt tên lớp: --layer TÊN. Chỉ tệp trích xuất OpenStreetMap (.osm.pbf) cùng --kind base tự có tên lớp.
usage-base-unfit = { $option } không đi với tệp trích xuất OpenStreetMap làm bản đồ nền: các lớp, trường và hệ tọa độ đã biết sẵn. Hãy bỏ tùy chọn ấy.
base-areas = Nền: mặt nước, thực phủ
base-waterways = Nền: sông, kênh
base-buildings = Nền: nhà
base-roads = Nền: đường
base-boundaries = Nền: địa giới
base-places = Nền: địa danh
