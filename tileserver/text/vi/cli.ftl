### The command line: help, usage, what it tells while it works.

sample-size = Không tạo được thành phố mẫu có { $parcels } thửa đất. Hãy chọn số thửa từ 1 đến { $most }.
help-about = diaban: máy chủ dữ liệu địa bàn cho thửa đất, quy hoạch, mạng lưới và công trình.
help-heading-usage = Cách dùng
help-heading-commands = Lệnh
help-heading-arguments = Tham số
help-heading-options = Tùy chọn
help-help = In phần trợ giúp này
help-version = In phiên bản
help-lang = Ngôn ngữ của câu chữ: vi hoặc en (mặc định theo LANG, rồi vi)
help-listen = Địa chỉ và cổng để lắng nghe (mặc định 127.0.0.1:8080; cổng 0 để hệ thống tự chọn)
help-config = Tệp cấu hình; mỗi khóa cũng nhận từ biến môi trường DIABAN_SECTION_KEY
help-demo = Tạo thành phố mẫu, mở máy chủ và in địa chỉ
help-demo-parcels = Số thửa đất của thành phố mẫu, từ 1 đến 1.000.000 (mặc định 50.000)
help-demo-out = Tệp GeoPackage của thành phố mẫu; dùng lại nếu đã có (mặc định out/city-N.gpkg)
help-import = Nhập tệp bản đồ vào kho dữ liệu
help-import-file = Tệp nguồn: GeoJSON, GeoJSON theo dòng, TopoJSON (cả .gz), GeoPackage, Shapefile (.shp hoặc .zip); mạng lưới EPANET (.inp), hoặc đường ống, đồng hồ của mạng lưới (cùng --kind)
help-import-into = Kho dữ liệu: một tệp .gpkg, được tạo nếu chưa có, hoặc postgres://tên@máy/cơ_sở_dữ_liệu
help-import-layer = Tên lớp: chữ thường, số và dấu gạch dưới, bắt đầu bằng chữ; của mạng lưới là tên của nó, chữ nào cũng được
help-import-kind = Loại lớp: parcel, zone, line, ward, building, feature (mặc định: giữ loại của lớp đang có; lớp mới là feature); network: các đường tạo thành mạng lưới, meters: đồng hồ của mạng lưới đã có
help-import-mode = Khi lớp đã có: create từ chối (mặc định), replace thay thế, append thêm vào, update cập nhật theo --key
help-import-key = Trường dùng làm khóa khi --mode update
help-import-crs = Hệ tọa độ của tệp nếu tệp không ghi: mã EPSG (EPSG:9218) hoặc local
help-import-override-crs = Dùng --crs kể cả khi tệp ghi hệ tọa độ khác
help-import-encoding = Bảng mã của chữ trong tệp; auto để tự nhận (mặc định)
help-import-source-layer = Lớp cần đọc, nếu tệp có nhiều lớp (GeoPackage, TopoJSON, .zip)
help-import-mapping = Tệp TOML ánh xạ tên trường và giá trị
help-import-valves = Tệp van cô lập: của mạng lưới EPANET là CSV hoặc GeoJSON với các cột id, link, node; của các đường tạo thành mạng lưới là một tệp điểm bất kỳ
help-import-private-field = Trường chỉ cán bộ được xem; có thể ghi nhiều lần
help-import-unpublished = Chỉ cán bộ xem được lớp, đến khi công khai bằng “diaban layer publish” hoặc do quản trị viên
help-import-dry-run = Chỉ kiểm tra và báo cáo, không ghi vào kho
help-import-report = Ghi báo cáo nhập dữ liệu ra tệp JSON
help-export = Xuất một mạng lưới ra tệp EPANET (.inp), GeoJSON hoặc GeoPackage
help-export-out = Tệp cần ghi; đuôi .inp, .geojson hoặc .gpkg quyết định định dạng. Van cô lập của tệp .inp được ghi vào tệp .valves.csv bên cạnh
help-export-valves-as-tcv = Ghi van cô lập thành van tiết lưu (TCV) ngay trong tệp .inp, ống được cắt tại đó
help-export-overwrite = Ghi đè tệp đã có
help-serve = Phục vụ một kho dữ liệu qua HTTP
help-serve-store = Kho dữ liệu: một tệp .gpkg, hoặc postgres://tên@máy/cơ_sở_dữ_liệu
help-trace = Hỏi một mạng lưới, như máy chủ trả lời (JSON)
help-trace-network = Tên mạng lưới
help-trace-isolation = Cô lập điểm vỡ: đóng những van nào, ai mất nước
help-trace-edge = Đoạn ống bị vỡ, theo mã
help-trace-node = Nút bị vỡ
help-trace-device = Thiết bị bị vỡ
help-trace-inoperable = Van không đóng được; lặp lại cho nhiều van
help-trace-mode = topo: chỉ xét đường ống; aware: xét cả ống đóng, van một chiều, bơm (mặc định)
help-extract = Cho biết quy hoạch của một thửa đất, như máy chủ trả lời (JSON); hoặc của mọi thửa, ghi vào tệp
help-extract-parcel = Một thửa đất: xã-tờ-thửa, mã định danh hoặc mã đối tượng
help-extract-all = Mọi thửa đất của các lớp thửa đất, mỗi phần diện tích một dòng, kể cả phần không thuộc ô chức năng nào
help-extract-out = Tệp kết quả: .csv (UTF-8 có BOM, cho Excel) hoặc .gpkg (lớp parcel_zones, kèm hình từng phần diện tích)
help-extract-plan = Chỉ một đồ án, theo mã đối tượng hoặc mã quy hoạch
help-extract-commune = Chỉ các thửa của một xã, theo mã xã
help-extract-as-of = Ngày tra cứu, dạng 2026-03-02 (mặc định: hôm nay theo giờ Việt Nam)
help-extract-all-states = Kể cả những gì chỉ cán bộ thấy: đồ án đang lập, đang thẩm định. Nếu không, tệp chỉ có những gì mọi người được xem
help-extract-resume = Làm tiếp từ lần chạy trước của cùng câu hỏi: lần bị ngắt, hoặc lần trước khi có chỉnh sửa; chỉ tính lại những thửa bị ảnh hưởng
help-migrate = Nâng kho dữ liệu lên cấu trúc của phiên bản này (chạy với quyền chủ sở hữu cơ sở dữ liệu)
help-migrate-store = Kho dữ liệu: tệp .gpkg hoặc postgres://…
help-layer = Công khai lớp dữ liệu, hoặc chỉ cho cán bộ xem
help-layer-list = Liệt kê các lớp, số đối tượng và ai được xem
help-layer-publish = Công khai một lớp
help-layer-hide = Ẩn một lớp, chỉ cán bộ xem được
help-layer-for = Chỉ người có quyền này xem được: water.view (xem “diaban user grant”); nếu không ghi thì mọi cán bộ
help-layer-name = Tên lớp, như “diaban layer list” liệt kê
help-sample = Tạo tệp GeoPackage chứa thành phố mẫu
help-sample-parcels = Số thửa đất, từ 1 đến 1.000.000
help-sample-out = Tệp GeoPackage sẽ tạo; tệp này chưa được tồn tại
help-sample-layers = Các lớp cần tạo, cách nhau bằng dấu phẩy, ví dụ wards,parcels (mặc định: cả thành phố, có sổ quy hoạch thay cho plans và zones)
help-user = Cho biết ai được đăng nhập
help-user-add = Thêm một người; mật khẩu được hỏi, hoặc đọc từ đầu vào chuẩn
help-user-list = Liệt kê người dùng: tên, vai trò, từ khi nào, xác thực hai lớp, các quyền
help-user-grant = Cấp quyền theo lĩnh vực cho một người; sau vài giây mọi máy chủ đều biết
help-user-revoke = Thu hồi quyền; sau vài giây mọi máy chủ đều biết
help-user-remove = Xóa một người; sau vài giây mọi máy chủ đều biết
help-user-password = Đặt mật khẩu khác cho một người; mật khẩu được hỏi, hoặc đọc từ đầu vào chuẩn. Mọi phiên của người ấy kết thúc
help-user-second-factor = Bật xác thực hai lớp cho một người (TOTP): in ra một lần địa chỉ và mã QR cho ứng dụng xác thực. Mọi phiên của người ấy kết thúc
help-user-off = Tắt xác thực hai lớp của người ấy
help-user-sign-out = Kết thúc mọi phiên của một người, hoặc của tất cả; sau vài giây mọi máy chủ đều biết
help-user-anybody = Phiên của ai kết thúc; không có tên thì của tất cả
help-user-tokens = Kết thúc cả mã của các chương trình
help-user-log = Xem nhật ký kiểm tra: lúc nào, ai, vai trò, việc gì, với ai, lớp, đối tượng, lần ghi, chi tiết, yêu cầu, địa chỉ
help-user-last = Bao nhiêu dòng cuối (100 nếu không nói khác)
help-user-token = Tạo mã truy cập cho chương trình; chỉ in ra một lần và không lưu ở đâu
help-user-name = Tên để đăng nhập: chữ thường a–z không dấu, chữ số và . _ @ -
help-user-grants = LĨNH_VỰC.QUYỀN, hoặc LĨNH_VỰC.QUYỀN@MÃ_XÃ cho một xã: planning.draft, planning.draft@26506
help-user-role = viewer xem mọi thứ cán bộ được xem, editor còn sửa đối tượng, admin còn quản lý người dùng
help-user-days = Số ngày mã truy cập có hiệu lực, từ 1 đến 3.650 (mặc định 90)
usage-command-missing = Chưa cho biết lệnh. Gõ diaban --help để xem các lệnh.
usage-command-unknown = Không có lệnh { $command }. Gõ diaban --help để xem các lệnh.
usage-argument-missing = Thiếu { $argument }.
usage-argument-unknown = Không có tùy chọn { $argument }.
usage-argument-conflict = { $argument } không dùng được cùng với các tùy chọn khác đã ghi, hoặc bị ghi hai lần.
usage-value-missing = { $argument } cần một giá trị.
usage-value-unknown = { $argument } không nhận giá trị { $value }; hãy chọn một trong: { $choices }.
usage-value-invalid = { $argument } không nhận giá trị { $value }; hãy cho một số nguyên từ { NUMBER($low) } đến { NUMBER($high) }.
usage-not-utf8 = Dòng lệnh chứa ký tự không phải UTF-8.
usage-wrong = Dòng lệnh không đúng.
usage-hint = Gõ diaban { $command } --help để xem cách dùng.
usage-store-kind = { $store } không phải kho dữ liệu dùng được: hãy ghi đường dẫn tệp .gpkg, hoặc postgres://tên@máy/cơ_sở_dữ_liệu.
usage-day = { $day } không phải một ngày có thật. Hãy viết dạng 2026-03-02.
usage-commune = “{ $commune }” không phải mã xã, phường: mã có 5 chữ số, ví dụ 26506.
usage-trace-what = Hãy cho biết hỏi gì: isolation.
usage-trace-burst = Hãy nêu đúng một nơi bị vỡ: --edge, --node hoặc --device.
usage-network-unfit = { $option } không dùng được ở đây. { $from ->
        [plain] Các đường tạo thành mạng lưới vào bảng và trường riêng, bằng --mode create hoặc replace; muốn có một lớp thường, hãy bỏ --kind network.
        [meters] Đồng hồ của mạng lưới đã có chỉ nhận --meter-distance, --meter-pipes, --meter-side và --streets.
       *[epanet] Mạng lưới EPANET có bảng và trường riêng, và chỉ nhập bằng --mode create hoặc replace. Đồng hồ của nó được nhập sau, bằng --kind meters.
    }
usage-network-one-file = Mỗi lần chỉ nhập một mạng lưới: hãy nêu đúng một tệp, là tệp .inp hoặc tệp đường ống.
usage-export-out = { $out } phải có đuôi .inp, .geojson hoặc .gpkg.
usage-export-tcv = --valves-as-tcv chỉ dùng cho tệp .inp.
usage-extract-out = { $out } phải có đuôi .csv hoặc .gpkg.
usage-extract-parcel-out = --out chỉ đi cùng --all. Kết quả của một thửa (--parcel) được in ra màn hình; muốn có tệp, hãy chuyển hướng: … > TEP.json
usage-extract-what = Hãy cho biết cần trích gì: --parcel KHÓA cho một thửa; hoặc --all --out TỆP.csv cho mọi thửa, có thể thêm --plan, --commune hay --resume.
usage-grant-invalid = “{ $grant }” không phải là quyền. Hãy viết LĨNH_VỰC.QUYỀN, hoặc LĨNH_VỰC.QUYỀN@MÃ_XÃ cho một xã: planning.draft@26506.
usage-grant-staff = Ai đăng nhập được đều là cán bộ: không cần cấp “staff”. Muốn thu hồi, hãy xóa người dùng đó.
usage-key-missing = --mode update cần --key FIELD: trường nào nhận ra bản ghi cũ?
usage-key-unused = --key chỉ dùng cùng với --mode update.
usage-encoding = Không có bảng mã { $name }. Ghi auto để tự nhận, hoặc tên như UTF-8, TCVN3, VNI, VPS, windows-1258, windows-1252.
password-too-short = Mật khẩu quá ngắn: cần ít nhất { NUMBER($least) } ký tự. Vài từ ghép lại thì dễ nhớ.
password-too-long = Mật khẩu dài hơn { NUMBER($most) } byte. Hãy chọn mật khẩu ngắn hơn.
password-too-common = Mật khẩu chỉ gồm những gì ai cũng chọn: từ thông dụng, tên, dãy số. Hãy thêm vài từ của riêng bạn.
password-different = Hai lần gõ mật khẩu khác nhau. Hãy làm lại.
password-unhashable = Không băm được mật khẩu: hệ thống không cấp số ngẫu nhiên hoặc bộ nhớ. Hãy thử lại.
cli-cannot-start = Không khởi động được: { $problem }
cli-cannot-listen = Không lắng nghe được ở { $address }. Có thể cổng đã có chương trình khác dùng; hãy chọn cổng khác bằng --listen.
cli-listening = Đang lắng nghe tại { $address }
cli-few-files = Hệ thống chỉ cho chương trình này mở { NUMBER($may) } tệp và kết nối cùng lúc, trong khi [limits] connections cho phép { NUMBER($connections) }; cần { NUMBER($needs) } cho cả hai, nên chỉ nhận { NUMBER($fitting) } kết nối. Hãy tăng (ulimit -n { $needs }, hoặc LimitNOFILE={ $needs } trong unit), hoặc giảm [limits] connections.
cli-certificate = Chứng thư số của “{ $name }” có hiệu lực từ { $from } đến { $until }. { $state ->
    [ended] Phiếu không còn được ký số. Hãy đặt chứng thư mới vào [report] signing_certificate và đưa chứng thư này vào former_certificates.
    [early] Phiếu chưa được ký số trước ngày đó.
   *[ending] Chứng thư sẽ hết hạn trong 30 ngày: hãy xin cấp chứng thư mới.
}
cli-read-only = Không ghi được vào { $store } hoặc thư mục chứa tệp: một bản sao được phục vụ. Không thể thay đổi gì, nhật ký kiểm tra của lần chạy này không được giữ lại, và thay đổi do người khác ghi chỉ thấy sau lần khởi động tới.
cli-read-only-without-users = Không đọc được danh sách người dùng của { $store }: không ai đăng nhập được. Muốn đăng nhập, hãy chạy bằng tài khoản sở hữu tệp.
cli-migrated = { $store } đã được nâng cấp ({ $steps } bước).
cli-migrated-already = { $store } đã ở phiên bản mới nhất.
cli-migrated-without-roles = Cơ sở dữ liệu chưa có vai trò để cấp cho người khác, vì người dùng này không được tạo: chỉ chủ sở hữu dùng được. Hãy chạy “diaban migrate” một lần với quyền quản trị, hoặc với người dùng có CREATEROLE.
cli-layer-published = Mọi người đã xem được lớp “{ $layer }” (lần ghi { $revision }). Trường dành cho cán bộ vẫn chỉ cán bộ xem.
cli-layer-hidden = Chỉ { $seen_by ->
        [staff] cán bộ
       *[other] người có quyền “{ $seen_by }”
    } còn xem được lớp “{ $layer }” (lần ghi { $revision }). Trình duyệt và máy chủ trung gian có thể còn giữ bản đã hiện một thời gian.
cli-stopping = Đang dừng: chờ các yêu cầu đang mở.
cli-stopped = Đã dừng.
cli-adopting = { $path } do chương trình khác tạo ra. diaban thêm các bảng và trigger của mình vào tệp; các lớp giữ nguyên chỗ và nội dung.
cli-would-adopt = { $path } do chương trình khác tạo ra. Khi nhập thật, diaban sẽ thêm các bảng và trigger của mình vào tệp; lần chạy thử này không ghi gì.
cli-adopted-layer = Lớp { $layer }:
cli-adopted-remedy = Nếu có trường không được công khai, hãy làm việc trên một bản sao và nhập các lớp với --private-field TÊN.
cli-loading = Đang nạp { $store } vào bộ nhớ
cli-loaded = Đã nạp { NUMBER($features) } đối tượng của { NUMBER($layers) } lớp trong { $seconds } giây
cli-demo-making = Đang tạo thành phố mẫu { NUMBER($parcels) } thửa đất vào { $path }
cli-demo-reusing = Dùng lại thành phố mẫu ở { $path }
cli-demo-open = Mở { $address } trong trình duyệt để xem bản đồ. Nhấn Ctrl-C để dừng.
cli-sample-done = Đã tạo { NUMBER($features) } đối tượng trong { $path }
cli-password = Mật khẩu (không hiện khi gõ):
cli-password-again = Gõ lại lần nữa:
cli-no-password = Không đọc được mật khẩu. Hãy gõ khi được hỏi, hoặc gửi vào đầu vào chuẩn một dòng UTF-8.
cli-no-randomness = Hệ thống không cấp số ngẫu nhiên nên chưa tạo gì. Hãy thử lại.
cli-user-added = { $name } đã có thể đăng nhập với vai trò { $role }.
cli-user-removed = Đã xóa { $name }; mọi phiên làm việc và mã truy cập đã chấm dứt.
cli-user-password = { $name } nay có mật khẩu khác; mọi phiên của người này đã kết thúc.
cli-user-second-factor = { $name } nay đăng nhập bằng mật khẩu và mã xác thực; mọi phiên của người này đã kết thúc. Hãy đưa mã QR vào ứng dụng xác thực; chỉ hiện một lần này:
cli-user-second-factor-off = { $name } nay đăng nhập chỉ bằng mật khẩu; mọi phiên của người này đã kết thúc.
cli-user-signed-out = { NUMBER($count) } phiên và mã đã kết thúc.
cli-user-holds = { $name } nay có các quyền: { $grants }
cli-user-holds-nothing = { $name } nay không có quyền riêng nào, chỉ xem những gì mọi cán bộ được xem.
cli-user-grant-unasked = Không có lớp nào trong kho này, cũng không có phần nào của chương trình, cần quyền { $grant }. Nếu gõ nhầm, hãy thu hồi bằng “diaban user revoke”.
cli-layer-no-power = Chưa ẩn gì: không có lớp nào khác trong kho này, cũng không có phần nào của chương trình cần quyền { $grant }, và không ai có quyền đó.{ $is_near ->
    [some] {" "}Có phải bạn định viết “{ $near }”?
   *[none] {""}
} Nếu gõ đúng, hãy cấp quyền cho người được xem trước (diaban user grant), rồi ẩn lớp.
cli-user-log-columns = Các cột: thời điểm, người làm, vai trò, việc, với ai, lớp, đối tượng, lần ghi, chi tiết, yêu cầu, địa chỉ
cli-user-token = Mã truy cập cho { $name }, có hiệu lực { NUMBER($days) } ngày. Chỉ hiện một lần này:
cli-into-itself = { $path } chính là kho dữ liệu sẽ ghi vào. Muốn nhập một lớp của kho dưới tên khác, hãy tạo bản sao trước (sqlite3 { $path } ".backup ban-sao.gpkg") rồi nhập từ bản sao đó.
cli-no-report = { $path } đã có và không phải là báo cáo nhập dữ liệu: tệp không bị ghi đè, và chưa nhập gì. Hãy chọn tên khác cho --report.
cli-file-exists = { $path } đã có. Hãy xóa tệp đó hoặc chọn tên khác.
cli-trace-no-network = Kho không có mạng lưới { $network }. { $count ->
    [0] Kho này chưa có mạng lưới nào.
   *[other] Có: { $there }.
}
cli-network-writing = Đang ghi { NUMBER($rows) } nút, đoạn và van vào kho
cli-export-reading = Đang đọc mạng lưới { $network }
cli-export-done = Đã ghi mạng lưới { $network } vào { $path }: { NUMBER($nodes) } nút, { NUMBER($edges) } đoạn, { NUMBER($devices) } thiết bị
cli-export-valves = Van cô lập nằm trong { $path }
cli-file-taken = { $path } đã có. Hãy chọn tên khác, hoặc thêm --overwrite để ghi đè.
cli-over-store = { $path } là một kho dữ liệu và không bị ghi đè. Hãy chọn tên khác.
cli-extract-progress = { NUMBER($done) } trên { NUMBER($total) } thửa
cli-extract-done = { NUMBER($parcels) } thửa trong { $out }, lần này tính { NUMBER($computed) } thửa; vào ngày { $day }, phiên bản { $revision }
cli-extract-current = { $out } đã khớp với kho dữ liệu: từ đó chưa có gì thay đổi.
cli-extract-everything = Từ lần chạy trước đã thay đổi quá nhiều: tính lại toàn bộ.
cli-extract-other-day = Lần chạy trước là cho ngày { $day }: tính lại toàn bộ.
cli-extract-other-store = Lần chạy trước là của kho khác, hoặc một bản sao cũ đã được đặt lại: tính lại toàn bộ.
cli-extract-no-parcel = Không có thửa { $key } nào mọi người được xem. Với --all-states sẽ tìm cả những gì chỉ cán bộ thấy.
cli-extract-no-plan = Không có đồ án { $plan } nào mọi người được xem: không đồ án nào mang mã hay số đó. Với --all-states sẽ tìm cả đồ án đang lập.
cli-extract-plans = Nhiều đồ án mang mã { $plan }: các số { $ids }. Hãy nêu một trong các số đó ở --plan.
cli-extract-no-commune = Không có xã, phường nào mang mã “{ $commune }” trong kho, và không có thửa nào ghi mã đó. Hãy sửa --commune.
cli-extract-no-parcels = Kho không có lớp thửa đất nào mọi người được xem. Hãy nhập một lớp với --kind parcel.
cli-extract-other-question = { $path } là kết quả của câu hỏi khác (đồ án, xã, trạng thái hoặc ngưỡng diện tích, bề rộng). Hãy ghi tên tệp khác, hoặc xóa tệp rồi chạy không có --resume.
cli-extract-interrupted = Đã dừng sau { NUMBER($done) } thửa. Chạy lại với --resume để làm tiếp.
cli-extract-broken = Việc bị ngắt: { $problem }. Chạy lại với --resume để làm tiếp.
cli-cannot-read = Không đọc được { $path } ({ $problem }). Kiểm tra quyền đọc của tệp và thư mục.
cli-cannot-write = Không ghi được { $path }. Kiểm tra thư mục có tồn tại và cho phép ghi.
cli-cancelled = Đã hủy; kho dữ liệu vẫn như trước.
