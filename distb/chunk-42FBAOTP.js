// dist/config/lexer/sources.js
var MAX_TEXT = 64 << 20;
var BYTE_ORDER_MARK = 65279;
var COLUMNS = 2 ** 13;
var FIRST_EXPANSION = 2 ** 12;
var LINES = 2 ** 27;
var MAX_EXPANSIONS = 2e4;
var MAX_RELATED = 4;
var MAX_SHOWN_EXPANSION = 300;
function makeMark(file, line, column) {
  return (file * LINES + Math.min(line, LINES - 1)) * COLUMNS + Math.min(column, FIRST_EXPANSION - 1);
}
function standsLeft(mark, other) {
  const lines = LINES * COLUMNS;
  return mark % COLUMNS < other % COLUMNS && Math.floor(mark / lines) === Math.floor(other / lines);
}
var Sources = class {
  list = [];
  /** characters in all of them */
  size = 0;
  #lineStarts = [];
  /** by packed file and line */
  #expansions = /* @__PURE__ */ new Map();
  #expansionCount = 0;
  /** Its number. A byte order mark is no part of the text. */
  add(source) {
    this.size += source.text.length;
    this.list.push(source.text.charCodeAt(0) === BYTE_ORDER_MARK ? { ...source, text: source.text.slice(1) } : source);
    return this.list.length - 1;
  }
  /** A mark for one line that came out of definitions: it knows them, and stands where `use` stands. */
  expand(use, text, origins) {
    const key = Math.floor(use / COLUMNS);
    const known = this.#expansions.get(key);
    const number = known?.length ?? 0;
    if (this.#expansionCount >= MAX_EXPANSIONS || FIRST_EXPANSION + number >= COLUMNS)
      return use;
    const expansion = { column: this.#column(use), text, origins };
    if (known === void 0)
      this.#expansions.set(key, [expansion]);
    else
      known.push(expansion);
    this.#expansionCount++;
    return key * COLUMNS + FIRST_EXPANSION + number;
  }
  position(mark) {
    return this.#positionAt(mark, this.#column(mark) - 1);
  }
  /** Where to point for a complaint about `word` on the line of `mark`, or about the line. */
  place(mark, word) {
    const expansion = this.#expansion(mark);
    const line = this.line(mark);
    const from = Math.max(this.#column(mark) - 1, 0);
    const at = word === null ? from : findWord(line, word, from);
    const width = word === null ? null : characters(word);
    if (expansion === null) {
      return { position: this.#positionAt(mark, at < 0 ? from : at), width, related: [], expansion: null };
    }
    const reference = at < 0 || word === null ? findReference(line, expansion.origins, from) : null;
    const start = reference?.start ?? (at < 0 ? from : at);
    return {
      position: this.#positionAt(mark, start),
      width: reference === null ? width : characters(reference.text),
      related: this.#definitionsOf(expansion, mark, word),
      expansion: expansion.text.slice(0, MAX_SHOWN_EXPANSION)
    };
  }
  /** The definitions that a line came out of, without those of the line itself (`~SEQ`). */
  #definitionsOf(expansion, use, word) {
    const here = Math.floor(use / COLUMNS);
    const seen = /* @__PURE__ */ new Set();
    return expansion.origins.filter(({ name, mark }) => {
      const key = `${name} ${mark}`;
      const fresh = Math.floor(mark / COLUMNS) !== here && !seen.has(key);
      seen.add(key);
      return fresh;
    }).slice(0, MAX_RELATED).map(({ name, mark }) => {
      const from = Math.max(this.#column(mark) - 1, 0);
      const at = word === null ? -1 : findWord(this.line(mark), word, from);
      const position = this.#positionAt(mark, at < 0 ? from : at);
      return { position, width: at < 0 ? null : characters(word ?? ""), message: `$${name} is defined here` };
    });
  }
  #column(mark) {
    return this.#expansion(mark)?.column ?? mark % COLUMNS;
  }
  #expansion(mark) {
    const column = mark % COLUMNS;
    if (column < FIRST_EXPANSION)
      return null;
    return this.#expansions.get(Math.floor(mark / COLUMNS))?.[column - FIRST_EXPANSION] ?? null;
  }
  /** `index` counts UTF-16 units from 0; a column counts characters from 1. */
  #positionAt(mark, index) {
    const packed = Math.floor(mark / COLUMNS);
    const file = this.list[Math.floor(packed / LINES)];
    return {
      file: file?.path ?? "",
      line: packed % LINES,
      column: characters(this.line(mark).slice(0, index)) + 1
    };
  }
  /** Characters before a mark that begins its line; null: it does not, or the line came out of definitions. */
  indent(mark) {
    const at = mark % COLUMNS;
    if (at >= FIRST_EXPANSION)
      return null;
    return this.line(mark).slice(0, at - 1).trim() === "" ? at - 1 : null;
  }
  isLatin1(mark) {
    return this.list[Math.floor(mark / COLUMNS / LINES)]?.latin1 ?? false;
  }
  /** The whole physical line that a mark is on, without its line end. */
  line(mark) {
    const packed = Math.floor(mark / COLUMNS);
    return this.#lineOf(Math.floor(packed / LINES), packed % LINES);
  }
  lineAt(position) {
    const file = this.list.findIndex((source) => source.path === position.file);
    return file < 0 ? null : this.#lineOf(file, position.line);
  }
  #lineOf(fileIndex, line) {
    const source = this.list[fileIndex];
    if (!source)
      return "";
    const starts = this.#lineStarts[fileIndex] ??= lineStarts(source.text);
    const start = starts[line - 1];
    if (start === void 0)
      return "";
    const end = starts[line] ?? source.text.length + 1;
    return source.text.slice(start, end - 1).replace(/[\r\n]+$/, "");
  }
};
function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
    starts.push(at + 1);
  return starts;
}
function findWord(line, word, from) {
  if (word === "")
    return -1;
  for (let at = line.indexOf(word, from); at >= 0; at = line.indexOf(word, at + 1)) {
    const before = at === 0 ? " " : line.charAt(at - 1);
    const after = line.charAt(at + word.length);
    if (` 	{}"'`.includes(before) && (after === "" || ` 	{}"'#!\r`.includes(after)))
      return at;
  }
  return line.indexOf(word, from);
}
function characters(text) {
  let count = 0;
  for (const _ of text)
    count++;
  return count;
}
function findReference(line, origins, from) {
  for (const { name } of origins) {
    for (const text of [`\${${name}}`, `$${name}`]) {
      const start = line.indexOf(text, from);
      if (start >= 0)
        return { start, text };
    }
  }
  return null;
}

export {
  MAX_TEXT,
  makeMark,
  standsLeft,
  Sources
};
