### What a regulation has where no plan says what may be built.

check-by-standard-pass = Theo { $regulation }{ $clause ->
    [none] {""}
   *[other] , { $clause }
} (không phải theo quy hoạch; chỉ áp dụng khi quy hoạch không quy định{ $building ->
    [all] {""}
   *[other] {" "}và công trình là { $name }
}): { $measured }, trong mức { $bound ->
    [most] tối đa
   *[least] tối thiểu
} { $limit }.{ $mark ->
    [unverified] {" "}Số liệu này chưa được đối chiếu với văn bản quy chuẩn.
   *[other] {""}
}
check-by-standard-fail = Theo { $regulation }{ $clause ->
    [none] {""}
   *[other] , { $clause }
} (không phải theo quy hoạch; chỉ áp dụng khi quy hoạch không quy định{ $building ->
    [all] {""}
   *[other] {" "}và công trình là { $name }
}): { $measured }, không đúng mức { $bound ->
    [most] tối đa
   *[least] tối thiểu
} { $limit }.{ $mark ->
    [unverified] {" "}Số liệu này chưa được đối chiếu với văn bản quy chuẩn.
   *[other] {""}
}
check-by-standard-open = Theo { $regulation }{ $clause ->
    [none] {""}
   *[other] , { $clause }
} (không phải theo quy hoạch; chỉ áp dụng khi quy hoạch không quy định{ $building ->
    [all] {""}
   *[other] {" "}và công trình là { $name }
}): mức { $bound ->
    [most] tối đa
   *[least] tối thiểu
} là { $limit }.{ $mark ->
    [unverified] {" "}Số liệu này chưa được đối chiếu với văn bản quy chuẩn.
   *[other] {""}
}
