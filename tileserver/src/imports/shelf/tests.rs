//! What may lie on a shelf, in which order it is worked off, and what becomes of it.

use importers::Mode;
use spatial_core::layer::LayerName;
use spatial_core::store::private::{Deed, Role};

use super::*;

/// A shelf in a folder of its own, for files of so many bytes.
fn shelf(most_bytes: u64) -> (tempfile::TempDir, Shelf) {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::beside(Some(&place.path().join("city.gpkg.diaban-world")));
    (place, Shelf::new(folder, most_bytes))
}

fn put(shelf: &Shelf, bytes: u64) -> Result<String, Refusal> {
    let id = shelf.fresh_id();
    let file = shelf.folder().place(&id, "a.geojson").unwrap();
    shelf.put(Import::received(id.clone(), "a.geojson".to_owned(), "mai".into(), bytes, file))?;
    Ok(id)
}

fn plan() -> Plan {
    Plan {
        layer: LayerName::parse("plots").unwrap(),
        kind: None,
        mode: Mode::Create,
        crs: None,
        override_crs: false,
        encoding: None,
        source_layer: None,
        private_fields: Vec::new(),
        is_unpublished: false,
        name_field: None,
    }
}

fn line() -> AuditEntry {
    AuditEntry {
        at: SystemTime::now(),
        who: "lan".to_owned(),
        role: Some(Role::Admin),
        deed: Deed::LayerImported,
        subject: None,
        layer: None,
        feature: None,
        revision: None,
        detail: None,
        request_id: String::new(),
        address: String::new(),
    }
}

#[test]
fn files_that_wait_hold_so_many_bytes_and_no_more() {
    let (_place, shelf) = shelf(100);
    let first = put(&shelf, 100).unwrap();
    shelf.take_room(300).unwrap();
    assert_eq!(shelf.take_room(1), Err(Refusal::NoRoom));
    shelf.give_back(300);
    shelf.take_room(300).unwrap();
    shelf.forget(&first).unwrap();
    shelf.take_room(100).unwrap();
}

#[test]
fn work_waits_for_its_turn_and_what_is_forgotten_is_passed_over() {
    let (_place, shelf) = shelf(100);
    let ids: Vec<String> = (0..3).map(|_| put(&shelf, 1).unwrap()).collect();
    assert_eq!(shelf.confirm(&ids[0], 0, line()).err(), Some(Refusal::Unchecked));
    for id in &ids {
        assert_eq!(shelf.check(id, plan()).unwrap().state, State::Checking);
        assert_eq!(shelf.check(id, plan()).err(), Some(Refusal::UnderWay));
    }
    shelf.forget(&ids[1]).unwrap();
    let (first, third) = (shelf.due().unwrap(), shelf.due().unwrap());
    assert_eq!((&first.id, &third.id), (&ids[0], &ids[2]));
    assert!(shelf.due().is_none());
    shelf.forget(&first.id).unwrap();
    assert!(first.cancel.is_cancelled() && !third.cancel.is_cancelled());
    shelf.ended(&third, None, Err(ImportError::Cancelled));
    assert_eq!(shelf.one(&third.id).unwrap().state, State::Cancelled);
    assert_eq!(shelf.check(&third.id, plan()).unwrap().state, State::Checking, "it can be asked again");
}

#[test]
fn who_confirms_names_the_check_they_read_and_what_is_being_published_is_not_called_off() {
    let (_place, shelf) = shelf(100);
    let id = put(&shelf, 1).unwrap();
    for _ in 0..2 {
        shelf.check(&id, plan()).unwrap();
        shelf.change(&id, |import| import.state = State::Checked);
    }
    assert_eq!(shelf.confirm(&id, 1, line()).err(), Some(Refusal::CheckedAnew));
    shelf.confirm(&id, 2, line()).unwrap();
    let job = shelf.due().unwrap();
    shelf.progressed(&job, importers::ImportProgress { phase: importers::Phase::Publishing, ..Default::default() });
    assert_eq!(shelf.forget(&id).err(), Some(Refusal::Publishing));
    assert!(!job.cancel.is_cancelled());
}

#[test]
fn what_nobody_came_back_to_is_forgotten_after_a_week_unless_it_is_under_way() {
    let (_place, shelf) = shelf(100);
    let (left, working) = (put(&shelf, 1).unwrap(), put(&shelf, 1).unwrap());
    shelf.check(&working, plan()).unwrap();
    let soon = SystemTime::now() + FORGOTTEN_AFTER;
    assert_eq!(shelf.forget_old(soon - Duration::from_secs(60)), 0);
    assert_eq!(shelf.forget_old(soon + Duration::from_secs(60)), 1);
    assert_eq!(shelf.one(&left).err(), Some(Refusal::Unknown));
    assert!(shelf.one(&working).is_ok());
}

#[test]
fn what_is_over_makes_room_and_what_waits_does_not() {
    let (_place, shelf) = shelf(100);
    let ids: Vec<String> = (0..MOST_KEPT).map(|_| put(&shelf, 1).unwrap()).collect();
    assert_eq!(put(&shelf, 1).err(), Some(Refusal::Full));
    shelf.change(&ids[7], |import| import.file = None);
    put(&shelf, 1).unwrap();
    assert_eq!(shelf.one(&ids[7]).err(), Some(Refusal::Unknown));
    assert_eq!(shelf.list().len(), MOST_KEPT);
}
