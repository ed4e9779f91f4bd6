//! Which regions share a history that the start has to know: western borderlands, Georgia, and
//! the regions where the deported were settled.

use crate::place::Region;

const BALTIC: [&str; 3] = ["Estonian SSR", "Latvian SSR", "Lithuanian SSR"];
const WEST_UKRAINE: [&str; 7] = [
    "Volyn oblast",
    "Transcarpathia oblast",
    "Lvov oblast",
    "Rovno oblast",
    "Stanislav oblast",
    "Ternopol oblast",
    "Chernovtsy oblast",
];
const EAST_SIBERIA: [&str; 6] = [
    "Krasnoyarsk krai",
    "Irkutsk oblast",
    "Chita oblast",
    "Buryat ASSR",
    "Tuvan AO",
    "Yakut ASSR",
];
const WEST_SIBERIA: [&str; 6] = [
    "Altai krai",
    "Kemerovo oblast",
    "Novosibirsk oblast",
    "Omsk oblast",
    "Tomsk oblast",
    "Tyumen oblast",
];
const URALS: [&str; 7] = [
    "Bashkir ASSR",
    "Kurgan oblast",
    "Orenburg oblast",
    "Perm oblast",
    "Sverdlovsk oblast",
    "Chelyabinsk oblast",
    "Udmurt ASSR",
];

/// Came under Soviet rule in 1939-40 and saw deportations until 1951.
pub(crate) fn is_west(region: &str, republic: &str) -> bool {
    BALTIC.contains(&republic) || WEST_UKRAINE.contains(&region)
}

/// The old leader's homeland.
pub(crate) fn is_georgia(republic: &str) -> bool {
    republic == "Georgian SSR"
}

/// Areas of special settlement, each with a parameter `settlers.<name>`; the count of the first
/// is known from a table.
pub(crate) const SETTLEMENT_AREAS: [&str; 7] = [
    "east_siberia",
    "west_siberia",
    "urals",
    "komi",
    "kazakh_ssr",
    "kirghiz_ssr",
    "uzbek_ssr",
];

/// Whether a region lies in the part of the country under which the handbook of camps lists a
/// camp. Parts that the handbook draws wider than any group of regions hold every region.
pub(crate) fn in_camp_region(camp_region: &str, region: &Region) -> bool {
    let name = region.name.as_str();
    match camp_region {
        "Eastern Siberia and Taimyr" => EAST_SIBERIA.contains(&name),
        "Western Siberia" => WEST_SIBERIA.contains(&name),
        "Urals and the Perm krai" => URALS.contains(&name),
        "Komi" => name == "Komi ASSR",
        _ => true,
    }
}

/// Position in [`SETTLEMENT_AREAS`] of the area a region belongs to.
pub(crate) fn settlement_area(region: &Region, republic: &str) -> Option<usize> {
    let name = region.name.as_str();
    match republic {
        "Kazakh SSR" => Some(4),
        "Kirghiz SSR" => Some(5),
        "Uzbek SSR" => Some(6),
        _ if EAST_SIBERIA.contains(&name) => Some(0),
        _ if WEST_SIBERIA.contains(&name) => Some(1),
        _ if URALS.contains(&name) => Some(2),
        _ if name == "Komi ASSR" => Some(3),
        _ => None,
    }
}

/// A republic's name as it stands in parameter keys, e.g. `kazakh_ssr`.
pub fn key_of(republic: &str) -> String {
    republic.to_lowercase().replace(' ', "_")
}
