### Settings that cannot be used.

config-unreadable = Không đọc được tệp cấu hình { $path }.
config-not-toml = Tệp cấu hình { $path } không đúng cú pháp TOML: { $problem }
config-unknown-key = Không có khóa cấu hình { $key }. Kiểm tra chính tả và mục chứa khóa.
config-not-addresses = { $key }: “{ $value }” không phải danh sách địa chỉ hoặc dải mạng; hãy ghi dạng 127.0.0.1, 172.30.0.0/24.
config-not-an-address = { $key }: { $value } không phải địa chỉ; hãy ghi dạng 127.0.0.1:8080.
config-not-a-public-url = { $key }: “{ $value }” không phải địa chỉ công khai; hãy ghi dạng https://bando.tinh.vn hoặc https://bando.tinh.vn/gis.
config-not-hosts = { $key }: “{ $value }” không phải danh sách tên của máy chủ này; hãy ghi dạng bando.tinh.vn, 10.0.0.5:8080.
config-not-an-amount = { $key }: “{ $value }” phải là một số từ 0 đến { $max }, phần lẻ sau dấu chấm.
config-not-a-number = { $key }: { $value } không phải số nguyên từ { NUMBER($min) } đến { NUMBER($max) }.
config-not-a-boolean = { $key }: { $value } không phải true hoặc false.
config-not-one-of = { $key }: { $value } không phải một trong các giá trị: { $words }.
config-not-a-function-map = { $key }: { $value }, dòng { $line }: { $mistake ->
    [too_many] bảng quá dài.
    [columns] cần năm cột cách nhau bằng dấu chấm phẩy: đối tượng; quan hệ; đối tượng; nguồn; ghi chú.
    [empty] cột thứ nhất và thứ ba phải có nội dung.
    [relation] “{ $text }” không thuộc compatible, conditional, conflict, contains, lists, same_as.
    [twice] “{ $text }” đã có ở dòng khác.
   *[other] “{ $text }” là tên khác của một đối tượng chưa dòng nào nêu.
}
config-not-a-standard = { $key }: { $value }, dòng { $line }: { $mistake ->
    [too_many] bảng quá dài.
    [columns] cần bảy cột cách nhau bằng dấu chấm phẩy: loại dòng; loại công trình; khóa; khóa; giá trị; điều khoản; ghi chú.
    [rule] “{ $text }” không thuộc regulation, kind, density, far, setback.
    [number] “{ $text }” không phải là số trong khoảng cho phép.
    [twice] “{ $text }” đã thuộc một loại công trình khác.
   *[other] dòng “{ $text }” thiếu nội dung ở cột bắt buộc.
}
config-not-a-seal = { $key }: { $value }: { $mistake ->
    [no_certificate] tệp không có chứng thư số. Tệp phải chứa chứng thư số của người ký ở dạng PEM (BEGIN CERTIFICATE), có thể kèm chứng thư của tổ chức cấp.
    [not_a_certificate] tệp có nội dung không phải chứng thư số. Hãy ghi lại ở dạng PEM: openssl x509 -in TỆP -out TỆP.pem.
    [unknown_key] khóa của chứng thư số không phải RSA hoặc ECDSA P-256. Hãy xin cấp chứng thư cho loại khóa này.
    [no_key] tệp không có khóa bí mật. Tệp phải chứa khóa ở dạng PEM (BEGIN PRIVATE KEY).
    [locked_key] khóa được đặt mật khẩu, nhưng không có ai để nhập. Hãy ghi khóa không mật khẩu, chỉ tài khoản của máy chủ đọc được: openssl pkey -in TỆP -out key.pem.
    [unfit_key] khóa không phải khóa RSA từ 2048 đến 4096 bit hoặc khóa ECDSA P-256. Hãy tạo khóa như vậy và xin cấp chứng thư cho khóa đó.
    [strangers] không chứng thư số nào trong tệp ứng với khóa ở signing_key. Hãy chỉ đúng hai tệp đi cùng nhau.
    [too_long] tệp quá dài; chỉ được có một khóa, hoặc tối đa tám chứng thư số.
   *[alone] signing_certificate và signing_key phải đi cùng nhau. Hãy đặt cả hai, hoặc bỏ cả hai.
}
config-entry-missing = Thiếu { $key }.
config-entry-not-a-text = { $key }: { $value } không phải chuỗi trong dấu nháy.
config-entry-not-names = { $key }: { $value } không phải tên cột hoặc danh sách tên cột.
config-entry-not-a-layer = { $key }: { $value } không phải tên lớp; hãy dùng chữ thường không dấu, chữ số và _, tối đa 48 ký tự, bắt đầu bằng chữ cái.
config-entry-not-a-kind = { $key }: { $value } không thuộc parcel, zone, line, ward, network, building, feature.
config-entry-not-a-zoom = { $key }: { $value } không phải số nguyên từ 0 đến 20.
config-entry-not-a-crs = { $key }: { $value } không phải hệ tọa độ; hãy ghi dạng EPSG:9218, hoặc local.
config-entry-not-a-span = { $key }: { $value } không phải khoảng thời gian từ 1s đến 24h; hãy ghi dạng 60s, 5m hoặc 1h.
config-entry-not-a-table = { $key }: { $value } không phải tên bảng; hãy ghi dạng lược_đồ.bảng, tên có dấu chấm đặt trong dấu nháy kép.
config-entry-not-a-name = { $key }: “{ $value }” không dùng được làm tên; hãy dùng chữ thường không dấu, chữ số và _, tối đa 48 ký tự, bắt đầu bằng chữ cái.
config-entry-not-a-url = { $key }: “{ $value }” không phải địa chỉ ô ảnh; hãy ghi dạng https://may-chu/lop/{"{z}"}/{"{x}"}/{"{y}"}.jpg, hoặc dạng WMTS với {"{TileMatrix}"}, {"{TileRow}"}, {"{TileCol}"}.
config-entry-left-open = { $key }: không ai điền {"{"}{ $value }{"}"}; hãy ghi thẳng giá trị vào địa chỉ, với WMTS theo lưới Web Mercator thường là “default” cho kiểu và “GoogleMapsCompatible” cho bộ ma trận ô.
config-entry-beside-a-file = { $key }: bản đồ nền lấy ảnh từ tệp { $value } hoặc từ một dịch vụ, không cả hai; hãy bỏ url hoặc file.
config-entry-not-readable = { $key }: không đọc được tệp { $value }; hãy kiểm tra đường dẫn và quyền đọc.
config-entry-not-an-archive = { $key }: { $value } không phải tệp PMTiles (phiên bản 3) chứa ảnh JPEG, PNG, WebP hay AVIF; hãy tạo lại, ví dụ bằng “pmtiles convert anh.mbtiles anh.pmtiles”.
config-entry-not-a-tile-size = { $key }: { $value } không phải 256 hoặc 512.
config-entry-not-a-box = { $key }: { $value } không phải phạm vi [tây, nam, đông, bắc] tính bằng độ.
config-entry-twice = { $key }: { $value } được ghi hai lần.
config-entry-not-listed = { $key }: { $value } không có trong fields hoặc private_fields. Hãy thêm vào một trong hai.
