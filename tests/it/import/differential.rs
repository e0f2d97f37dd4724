//! Shapefiles as GDAL reads them: a short run of the differential test. `make bench ROW=differential` is the long one.

use system_tests::differential;

/// Files of a run: some tens of seconds.
const FILES: u64 = 500;

#[tokio::test(flavor = "multi_thread")]
async fn shapefiles_whole_and_spoilt_are_read_as_gdal_reads_them_or_it_is_told_why_not() {
    let tally = differential::run(FILES, 20_261_129, None).await;
    let told = [&tally.unexplained[..], &tally.false_alarms].concat();
    assert!(told.is_empty(), "{}\n{:?}", told.join("\n"), tally.known);
    // A reader that refuses everything would differ in nothing; half of the files are spoilt.
    assert!(5 * tally.refused < tally.files && 3 * tally.equal > tally.files, "{tally:?}");
}
