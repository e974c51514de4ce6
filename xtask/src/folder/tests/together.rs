//! Runs at the same time.

use super::*;

#[test]
fn runs_at_once_all_succeed_and_leave_the_work_of_one() {
    let place = Place::new();
    let root = place.root();
    let all: Vec<Vec<(String, String)>> = (0..4)
        .map(|run| (0..20).map(|file| (format!("src/{run}/{file}.rs"), format!("//! {run}\n"))).collect())
        .collect();
    std::thread::scope(|scope| {
        for files in &all {
            let files: Vec<_> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
            let files = listed(&files);
            let root = &root;
            scope.spawn(move || Folder::update(root, &files).expect("the others are waited for"));
        }
    });
    let fresh = |files: &&Vec<(String, String)>| {
        let files: Vec<_> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
        place.plan(&files).is_ok_and(|plan| plan.is_fresh() && plan.foreign.is_empty())
    };
    assert_eq!(all.iter().filter(fresh).count(), 1);
}
