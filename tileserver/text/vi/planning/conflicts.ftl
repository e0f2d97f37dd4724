### Where plans name different functions, and which goes first.

conflict-governing = { $plan }: { $reason } Áp dụng trên { $percent } thửa đất.
conflict-governing-state = Quy hoạch cùng loại không có hiệu lực vào ngày này: { $plans }.
conflict-text = Theo { $first }: { $function }; theo { $second }: { $other }
conflict-levels = Các quy hoạch cùng loại ghi chức năng khác nhau trên thửa đất này. { $text } ({ $area }). { $first } được áp dụng trước; hãy hỏi cơ quan quản lý quy hoạch trước khi sử dụng.
conflict-land-use = Quy hoạch sử dụng đất không phù hợp với quy hoạch khác trên thửa đất này. { $text } ({ $area }). Hãy hỏi cơ quan quản lý đất đai và cơ quan quản lý quy hoạch.
conflict-cut-short = Có nhiều chỗ các quy hoạch không thống nhất; chỉ nêu những chỗ lớn nhất.
conflict-page-head = Các quy hoạch có thống nhất không
conflict-page-what = Chức năng theo từng quy hoạch
conflict-page-verdict = Đánh giá
conflict-page-agree = Theo bảng đối chiếu, quy hoạch sử dụng đất phù hợp với các quy hoạch khác trên thửa đất này.
conflict-page-first = Trong các quy hoạch cùng loại, quy hoạch nêu trước được áp dụng.
conflict-page-unverified = Bảng đối chiếu loại đất với chức năng quy hoạch chưa được cơ quan có thẩm quyền kiểm tra.
conflict-verdict = { $verdict ->
    [conflict] mâu thuẫn
    [conditional] phù hợp có điều kiện
    [compatible] phù hợp
   *[unmapped] chưa có trong bảng đối chiếu
}
