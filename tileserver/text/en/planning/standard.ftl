### What a regulation has where no plan says what may be built.

check-by-standard-pass = By { $regulation }{ $clause ->
    [none] {""}
   *[other] , { $clause }
} (not by a plan; it holds only where no plan says anything{ $building ->
    [all] {""}
    [house] {" "}and the building is a detached house
    [apartment] {" "}and it is an apartment building
    [mixed] {" "}and it is for commerce, services or mixed use
    [public] {" "}and it is for public services
   *[other] {" "}and the building is of this kind: { $name }
}): { $measured }, within the { $bound ->
    [most] most
   *[least] least
} of { $limit }.{ $mark ->
    [unverified] {" "}This number has not been compared with the text of the regulation.
   *[other] {""}
}
check-by-standard-fail = By { $regulation }{ $clause ->
    [none] {""}
   *[other] , { $clause }
} (not by a plan; it holds only where no plan says anything{ $building ->
    [all] {""}
    [house] {" "}and the building is a detached house
    [apartment] {" "}and it is an apartment building
    [mixed] {" "}and it is for commerce, services or mixed use
    [public] {" "}and it is for public services
   *[other] {" "}and the building is of this kind: { $name }
}): { $measured }, beyond the { $bound ->
    [most] most
   *[least] least
} of { $limit }.{ $mark ->
    [unverified] {" "}This number has not been compared with the text of the regulation.
   *[other] {""}
}
check-by-standard-open = By { $regulation }{ $clause ->
    [none] {""}
   *[other] , { $clause }
} (not by a plan; it holds only where no plan says anything{ $building ->
    [all] {""}
    [house] {" "}and the building is a detached house
    [apartment] {" "}and it is an apartment building
    [mixed] {" "}and it is for commerce, services or mixed use
    [public] {" "}and it is for public services
   *[other] {" "}and the building is of this kind: { $name }
}): the { $bound ->
    [most] most
   *[least] least
} is { $limit }.{ $mark ->
    [unverified] {" "}This number has not been compared with the text of the regulation.
   *[other] {""}
}
