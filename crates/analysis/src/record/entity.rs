//! Of whom or what a figure is: the country, a republic, a region, a camp.

use std::collections::BTreeMap;

use rules::series::PRISONERS_AT_SITE;
use scenario::table::RegionRow;

/// Bodies and wordings of the historical tables that are the whole country.
const WHOLE: &[&str] = &[
    "ussr",
    "soviet union",
    "union of soviet socialist republics",
    "ссср",
    "советский союз",
    "cpsu",
    "kpss",
    "vlksm",
    "komsomol",
    "presidium of the cc",
    "presidium of the cc cpsu",
    "presidium",
    "politburo",
];

/// Union republics under names that the tables use beside their own.
const REPUBLICS: &[(&str, &str)] = &[
    ("russian sfsr", "rsfsr"),
    ("russia", "rsfsr"),
    ("ukraine", "ukrainian ssr"),
    ("byelorussia", "byelorussian ssr"),
    ("belorussian ssr", "byelorussian ssr"),
    ("belorussia", "byelorussian ssr"),
    ("uzbekistan", "uzbek ssr"),
    ("kazakhstan", "kazakh ssr"),
    ("georgia", "georgian ssr"),
    ("azerbaijan", "azerbaijan ssr"),
    ("lithuania", "lithuanian ssr"),
    ("moldavia", "moldavian ssr"),
    ("latvia", "latvian ssr"),
    ("kirghizia", "kirghiz ssr"),
    ("tajikistan", "tajik ssr"),
    ("armenia", "armenian ssr"),
    ("turkmenia", "turkmen ssr"),
    ("estonia", "estonian ssr"),
    ("рсфср", "rsfsr"),
    ("украинская сср", "ukrainian ssr"),
    ("белорусская сср", "byelorussian ssr"),
    ("узбекская сср", "uzbek ssr"),
    ("казахская сср", "kazakh ssr"),
    ("грузинская сср", "georgian ssr"),
    ("азербайджанская сср", "azerbaijan ssr"),
    ("литовская сср", "lithuanian ssr"),
    ("молдавская сср", "moldavian ssr"),
    ("латвийская сср", "latvian ssr"),
    ("киргизская сср", "kirghiz ssr"),
    ("таджикская сср", "tajik ssr"),
    ("армянская сср", "armenian ssr"),
    ("туркменская сср", "turkmen ssr"),
    ("эстонская сср", "estonian ssr"),
];

/// Names of a run's entities, found by what the record calls them.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    republics: BTreeMap<String, Vec<u16>>,
    regions: BTreeMap<String, Vec<u16>>,
    /// Regions by their Russian names; asked for, never listed.
    in_russian: BTreeMap<String, Vec<u16>>,
    sites: BTreeMap<String, Vec<u16>>,
}

impl Entities {
    /// Entities of a run's dictionary: the country, the regions, then the camp sites.
    pub fn new(names: &[String], regions: &[RegionRow]) -> Entities {
        let mut entities = Entities::default();
        let known: BTreeMap<&str, &RegionRow> = regions
            .iter()
            .map(|region| (region.name.as_str(), region))
            .collect();
        for (number, name) in names.iter().enumerate().skip(1) {
            let number = number as u16;
            let Some(region) = known.get(name.as_str()) else {
                entities.sites.entry(fold(name)).or_default().push(number);
                continue;
            };
            entities.regions.entry(fold(name)).or_default().push(number);
            if !region.name_ru.is_empty() {
                let in_russian = entities.in_russian.entry(fold(&region.name_ru));
                in_russian.or_default().push(number);
            }
            let republic = entities
                .republics
                .entry(fold(&region.republic))
                .or_default();
            republic.push(number);
        }
        entities
    }

    /// The numbers of the entities that together are `name`, for a series.
    ///
    /// # Errors
    /// Why there is none, in words for the reader of the row.
    pub fn find(&self, name: &str, series: &str) -> Result<Vec<u16>, String> {
        let folded = fold(name);
        if series == PRISONERS_AT_SITE {
            return self.site(name, &folded);
        }
        if is_whole(&folded) {
            return Ok(vec![0]);
        }
        let alias = REPUBLICS.iter().find(|(alias, _)| *alias == folded);
        let folded = alias.map_or(folded.as_str(), |(_, republic)| *republic);
        let places = [&self.republics, &self.regions, &self.in_russian];
        let found = places.into_iter().find_map(|known| known.get(folded));
        found.cloned().ok_or_else(|| self.unknown(name))
    }

    fn site(&self, name: &str, folded: &str) -> Result<Vec<u16>, String> {
        match self.sites.get(folded).map(Vec::as_slice) {
            Some([only]) => Ok(vec![*only]),
            Some(several) => Err(format!(
                "{} camps of the model are called {name}",
                several.len()
            )),
            None => Err(format!("the model holds no camp called {name}")),
        }
    }

    fn unknown(&self, name: &str) -> String {
        let known = self.republics.keys().chain(self.regions.keys());
        match scenario::nearest(&fold(name), known.map(String::as_str)) {
            Some(near) => format!("the model knows no {name}; the nearest name is {near}"),
            None => format!("the model knows no {name}"),
        }
    }

    /// Names that can be asked for, in order: republics, regions, camps.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let republics = self
            .republics
            .keys()
            .map(|name| ("republic", name.as_str()));
        let regions = self.regions.keys().map(|name| ("region", name.as_str()));
        let sites = self.sites.keys().map(|name| ("camp", name.as_str()));
        republics.chain(regions).chain(sites)
    }
}

/// Whether the record's name is the whole country.
pub fn is_whole_country(name: &str) -> bool {
    is_whole(&fold(name))
}

/// `USSR camps (ITL)`, `USSR, all places of detention` and `CPSU` are the whole country; a second
/// word that narrows it (`USSR workers and employees`) is not.
fn is_whole(folded: &str) -> bool {
    const OF_CAMPS: &[&str] = &["camps", "colonies", "and", "prisons"];
    if WHOLE.contains(&folded) {
        return true;
    }
    let Some(rest) = folded.strip_prefix("ussr ") else {
        return false;
    };
    rest.split_whitespace().all(|word| OF_CAMPS.contains(&word))
}

/// A name for comparison: lower case, without full stops, without what follows a bracket or comma,
/// without `of which` and `the`, and without what a joined count adds (`RSFSR and armed forces`).
fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace('.', "");
    let cut = lower.split([',', '(']).next().unwrap_or_default();
    let cut = cut.trim().trim_start_matches("of which ");
    let cut = cut.trim_start_matches("the ");
    let cut = cut.trim_end_matches("and armed forces");
    cut.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities() -> Entities {
        let region = |name: &str, republic: &str| RegionRow {
            id: "REG".into(),
            name: name.into(),
            name_ru: match name {
                "Karaganda oblast" => "Карагандинская область".into(),
                _ => String::new(),
            },
            republic: republic.into(),
            kind: "oblast".into(),
            centre: String::new(),
            latitude: 0.0,
            longitude: 0.0,
            total: 1.0,
            male: None,
            female: None,
            urban: None,
            rural: None,
            sources: Vec::new(),
            confidence: scenario::Confidence::Verified,
        };
        let regions = [
            region("Karaganda oblast", "Kazakh SSR"),
            region("Akmolinsk oblast", "Kazakh SSR"),
            region("Moscow city", "RSFSR"),
        ];
        let names = [
            "USSR",
            "Karaganda oblast",
            "Akmolinsk oblast",
            "Moscow city",
            "Angarsky ITL",
            "Rechlag",
            "Rechlag",
        ];
        Entities::new(&names.map(str::to_owned), &regions)
    }

    #[test]
    fn the_country_has_many_names() {
        for name in [
            "USSR",
            "СССР",
            "U.S.S.R.",
            "the Soviet Union",
            "Union of Soviet Socialist Republics",
            "USSR camps (ITL)",
            "USSR, all places of detention",
            "USSR camps, colonies and prisons",
            "CPSU",
            "VLKSM",
            "Presidium of the CC",
        ] {
            assert_eq!(entities().find(name, "population"), Ok(vec![0]), "{name}");
        }
        assert!(!is_whole_country("USSR workers and employees"));
        assert!(!is_whole_country("special camps of the MVD"));
    }

    #[test]
    fn republics_and_regions_are_found_and_slips_get_a_hint() {
        let find = |name: &str| entities().find(name, "population");
        assert_eq!(find("Kazakh SSR"), Ok(vec![1, 2]));
        assert_eq!(find("Kazakhstan"), Ok(vec![1, 2]));
        assert_eq!(find("Kazakh S.S.R."), Ok(vec![1, 2]));
        assert_eq!(find("Казахская ССР"), Ok(vec![1, 2]));
        assert_eq!(find("Карагандинская область"), Ok(vec![1]));
        assert_eq!(find("RSFSR and armed forces"), Ok(vec![3]));
        assert_eq!(find("of which Karaganda oblast"), Ok(vec![1]));
        let slip = find("Karagada oblast").unwrap_err();
        assert!(slip.contains("karaganda oblast"), "{slip}");
        assert_eq!(find("Atlantis"), Err("the model knows no Atlantis".into()));
    }

    #[test]
    fn camps_are_found_among_camps_only() {
        let find = |name: &str| entities().find(name, PRISONERS_AT_SITE);
        assert_eq!(find("Angarsky ITL"), Ok(vec![4]));
        assert!(find("Moscow city").unwrap_err().contains("no camp"));
        assert!(find("Rechlag").unwrap_err().contains("2 camps"));
    }
}
