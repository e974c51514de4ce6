use proptest::prelude::*;

use super::*;

/// `resource.resource.method` of an operation.
fn of(id: &str, tag: &str, http_method: &str, path: &str) -> String {
    let some = |text: &'static str| (!text.is_empty()).then_some(text);
    let id = some(Box::leak(id.to_owned().into_boxed_str()));
    let first_tag = some(Box::leak(tag.to_owned().into_boxed_str()));
    let found = resource_path(&ResourceHints { operation_id: id, first_tag, http_method, path });
    let parts = found.resources.iter().chain([&found.method]).map(|part| words(part).join("_"));
    parts.collect::<Vec<_>>().join(".")
}

fn check_ids(tag: &str, expected: &[(&str, &str)]) {
    for (id, expected) in expected {
        assert_eq!(of(id, tag, "post", "/x"), *expected, "{id} of {tag}");
    }
}

#[test]
fn an_id_of_parts_is_the_place() {
    check_ids(
        "Contacts",
        &[
            ("users.contacts.delete", "users.contacts.delete"),
            ("repos/get", "repos.get"),
            ("/repos/get", "repos.get"),
            ("pets:list", "pets.list"),
            ("help-center.redirect-rules.delete", "help_center.redirect_rules.delete"),
            ("users.contacts.createOrUpdate", "users.contacts.create_or_update"),
            ("copilot/copilot-metrics", "copilot.metrics"),
        ],
    );
}

#[test]
fn versions_are_no_resources() {
    check_ids(
        "Contacts",
        &[
            ("v1.application.list", "application.list"),
            ("v2.application.list", "application.list_v2"),
            ("application.list.v2", "application.list_v2"),
            ("v1.delete", "contacts.v1_delete"),
        ],
    );
}

#[test]
fn an_id_of_very_many_parts_is_cut() {
    check_ids("", &[("a.b.c.d.e.f.get", "a.b.c.d.e.f.get"), ("a.b.c.d.e.f.g.h.get", "a.b.c_d_e_f.g.h.get")]);
}

#[test]
fn a_group_is_a_resource() {
    check_ids(
        "Other",
        &[
            ("Contacts_Delete", "contacts.delete"),
            ("contacts_delete_v2", "contacts.delete_v2"),
            ("oneClicks_list", "one_clicks.list"),
            ("ContactsController_remove", "contacts.remove"),
            ("UsersController#index", "users.index"),
            ("functions_delete_namespace", "functions.delete_namespace"),
            ("beta_createOther", "beta.other.create"),
            ("delete_contact", "other.delete_contact"),
        ],
    );
    check_ids("Load Balancers", &[("loadBalancers_create", "load_balancers.create")]);
}

#[test]
fn the_path_behind_an_id_is_no_part_of_a_method() {
    let path = "/v1/skills/{skill_id}/versions";
    let id = "beta_create_skill_version_v1_skills__skill_id__versions_post";
    assert_eq!(of(id, "Skills", "post", path), "beta.skills.create_version");
    let path = "/v1/skills/{skill_id}?beta=true";
    assert_eq!(of("show_skill_v1_skills__skill_id__get", "", "get", path), "skills.show");
    assert_eq!(of("beta_list_agents", "", "get", "/v1/agents?beta=true"), "beta.list_agents");
    assert_eq!(of("login_api_v1_login__post", "Login", "post", "/api/v1/login/"), "login.login");
}

#[test]
fn the_resource_is_said_once() {
    check_ids(
        "Pets",
        &[
            ("listPets", "pets.list"),
            ("getPet", "pets.get"),
            ("get-a-pet", "pets.get"),
            ("deletePetPhoto", "pets.delete_photo"),
            ("findPetsByStatus", "pets.find_by_status"),
            ("deleteAllPets", "pets.delete_all"),
            ("petsDelete", "pets.delete"),
            ("ping", "pets.ping"),
            ("pets", "pets.pets"),
        ],
    );
    check_ids("Companies", &[("listAllCompanies", "companies.list_all")]);
    check_ids("Batch", &[("retrieveBatch", "batch.retrieve")]);
    check_ids("metadata", &[("getMetadata", "metadata.get"), ("listMetadata", "metadata.list")]);
}

#[test]
fn what_the_resource_does_not_say_stays() {
    check_ids(
        "pets",
        &[
            ("getPets", "pets.get_pets"),
            ("listPet", "pets.list_pet"),
            ("listPetOwners", "pets.list_pet_owners"),
            ("createSpecialPet", "pets.create_special_pet"),
        ],
    );
}

#[test]
fn an_id_that_repeats_the_path_says_nothing() {
    for (id, tag, http_method, path, expected) in [
        ("GetAccounts", "", "get", "/v1/accounts", "accounts.list"),
        ("PostAccountsAccount", "", "post", "/v1/accounts/{account}", "accounts.update"),
        ("Post3dSecure", "", "post", "/v1/3d_secure", "3d_secure.post"),
        ("get-v2-contacts-id", "", "get", "/v2/contacts/{id}", "contacts.get"),
        ("get_files_id_metadata", "Files", "get", "/files/{file_id}/metadata", "files.get_metadata"),
        ("put_files_id#add_link", "Links", "put", "/files/{file_id}#add_link", "links.add_link_for_file"),
        ("PostJobDispatch", "Jobs", "post", "/job/{jobName}/dispatch", "jobs.dispatch"),
        ("patch_contact", "Contact", "patch", "/contact/{id}", "contact.patch"),
        ("getImages", "Files", "get", "/v1/images/{key}", "files.get_images"),
        ("getTeamProjects", "Projects", "get", "/teams/{id}/projects", "projects.get_team_projects"),
        ("read_items_items__get", "items", "get", "/items/", "items.read_items"),
        ("read_item_items__item_id__get", "items", "get", "/items/{item_id}", "items.read"),
        ("login_api_v1_login_post", "Auth", "post", "/api/v1/login", "auth.login"),
    ] {
        assert_eq!(of(id, tag, http_method, path), expected, "{id}");
    }
}

#[test]
fn without_an_id_the_path_says_it() {
    for (operation, expected) in [
        ("get /v2/contacts", "contacts.list"),
        ("get /contacts/{id}", "contacts.get"),
        ("post /api/v1/contacts", "contacts.create"),
        ("put /contacts/{id}", "contacts.put"),
        ("patch /contacts/{id}", "contacts.update"),
        ("delete /contacts/{id}", "contacts.delete"),
        ("delete /contacts", "contacts.delete_all"),
        ("head /contacts/{id}", "contacts.head"),
        ("get /balance", "balance.get"),
        ("get /pets/{id}/owners", "pets.list_owners"),
        ("get /pets/{id}/owners/{owner}", "pets.get_owner"),
        ("post /pets/{id}/owners", "pets.create_owner"),
        ("post /pets/{id}/feed", "pets.feed"),
        ("get /pets/findByStatus/{status}", "pets.find_by_status"),
        ("post /charges/{id}/dispute/close", "charges.close_dispute"),
        ("get /pets/{kind}/{name}", "pets.get_by_name"),
        ("get /radar/value_lists/{id}", "radar.value_lists.get"),
        ("post /v1/{name}:cancel", "cancel.post"),
        ("get /{id}", "api.get"),
        ("get /", "api.get"),
    ] {
        let (http_method, path) = operation.split_once(' ').expect("a method and a path");
        assert_eq!(of("", "", http_method, path), expected, "{operation}");
    }
    assert_eq!(of("...", "pets", "get", "/stores/{id}/pets"), "pets.list_for_store");
    assert_eq!(of("", "Weather", "get", "/v1/forecast"), "weather.get_forecast");
}

#[test]
fn types_are_named_after_one_of_the_resource() {
    let path = ResourcePath { resources: vec!["users".into(), "Contacts".into()], method: "createOrUpdate".into() };
    assert_eq!(operation_type_words(&path), "contact create or update");
    assert_eq!(operation_type_words_in_full(&path), "user contact create or update");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn anything_has_a_place(
        id in proptest::option::of(any::<String>()),
        tag in proptest::option::of(any::<String>()),
        path in prop_oneof![any::<String>(), "(/(a|bs|\\{c\\}|v1|get)){0,4}"],
    ) {
        let hints = ResourceHints {
            operation_id: id.as_deref(), first_tag: tag.as_deref(), http_method: "get", path: &path,
        };
        let found = resource_path(&hints);
        prop_assert!((1..=MOST_RESOURCES).contains(&found.resources.len()));
        for part in found.resources.iter().chain([&found.method]) {
            prop_assert!(!words(part).is_empty(), "{:?}", found);
        }
    }
}
