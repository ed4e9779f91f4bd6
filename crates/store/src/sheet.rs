//! A table as columns, on its way to or from a file.

use std::collections::BTreeMap;

/// A named table of columns of equal length.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// File stem, e.g. `series`.
    pub name: &'static str,
    /// Columns in file order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name as data frames will show it.
    pub name: String,
    /// What it holds, one sentence; empty when read back.
    pub meaning: &'static str,
    /// The cells.
    pub cells: Cells,
}

impl Column {
    /// A column with what it means.
    pub fn new(name: &str, meaning: &'static str, cells: Cells) -> Column {
        Column {
            name: name.to_owned(),
            meaning,
            cells,
        }
    }
}

/// The cells of a column, by type.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Whole numbers.
    Integer(Vec<i32>),
    /// Days since 1970-01-01.
    Date(Vec<i32>),
    /// Names.
    Text(Text),
    /// Numbers.
    Real(Vec<f64>),
    /// Numbers that may be absent.
    OptionalReal(Vec<Option<f64>>),
}

impl Cells {
    /// Number of cells.
    pub fn len(&self) -> usize {
        match self {
            Cells::Integer(cells) | Cells::Date(cells) => cells.len(),
            Cells::Text(text) => text.index.len(),
            Cells::Real(cells) => cells.len(),
            Cells::OptionalReal(cells) => cells.len(),
        }
    }

    /// True when there is no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Text cells, each distinct text stored once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
    index: Vec<u32>,
}

impl Text {
    /// The same text `rows` times.
    pub fn constant(text: &str, rows: usize) -> Self {
        let mut cells = Text::default();
        let number = cells.number(text);
        cells.index = vec![number; rows];
        cells
    }

    /// Texts by keys that stand for them, each looked up once: rows are many and texts few.
    pub fn by_key<'a>(keys: impl Iterator<Item = usize>, text: impl Fn(usize) -> &'a str) -> Self {
        let mut cells = Text::default();
        let mut known: Vec<Option<u32>> = Vec::new();
        for key in keys {
            if key >= known.len() {
                known.resize(key + 1, None);
            }
            let number = *known[key].get_or_insert_with(|| cells.number(text(key)));
            cells.index.push(number);
        }
        cells
    }

    /// Adds a cell.
    pub fn push(&mut self, text: &str) {
        // Neighbours are often alike.
        let last = self.index.last().copied();
        let same = last.filter(|&last| self.names[last as usize] == text);
        let number = same.unwrap_or_else(|| self.number(text));
        self.index.push(number);
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        &self.names[self.index[row] as usize]
    }

    /// The distinct texts, in order of first appearance.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// For each row its number among the distinct texts.
    pub fn index(&self) -> &[u32] {
        &self.index
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

impl<'a> FromIterator<&'a str> for Text {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut cells = Text::default();
        texts.into_iter().for_each(|text| cells.push(text));
        cells
    }
}

impl Sheet {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    /// The cells of the column of this name.
    pub fn cells(&self, name: &str) -> Option<&Cells> {
        self.columns
            .iter()
            .find(|column| column.name == name)
            .map(|column| &column.cells)
    }

    /// The sheet as comma-separated text with a header line; numbers in their shortest exact form.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = self.columns.iter().map(|column| column.name.as_str());
        // Writing to memory fails only when memory is out, which aborts before it returns.
        writer.write_record(header).expect("writing to memory");
        for row in 0..self.rows() {
            let cells = self.columns.iter().map(|column| column.cells.to_text(row));
            writer.write_record(cells).expect("writing to memory");
        }
        writer.into_inner().expect("writing to memory")
    }
}

impl Cells {
    /// One cell as text; empty where absent.
    fn to_text(&self, row: usize) -> String {
        match self {
            Cells::Integer(cells) => cells[row].to_string(),
            Cells::Date(cells) => crate::table_sheets::date_of(cells[row]).to_string(),
            Cells::Text(text) => text.get(row).to_owned(),
            Cells::Real(cells) => cells[row].to_string(),
            Cells::OptionalReal(cells) => {
                cells[row].map(|cell| cell.to_string()).unwrap_or_default()
            }
        }
    }
}
