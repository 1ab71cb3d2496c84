// dist/daemon/log-text.js
var days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
var months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function writeCtime(date) {
  const day = days[date.getDay()] ?? "";
  const month = months[date.getMonth()] ?? "";
  const dayOfMonth = String(date.getDate()).padStart(2, " ");
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  return `${day} ${month} ${dayOfMonth} ${clock} ${date.getFullYear()}`;
}
function twoDigits(value) {
  return String(value).padStart(2, "0");
}
function writeLogLine(date, text) {
  const second = Math.floor(date.getTime() / 1e3);
  if (second !== lastSecond)
    lastCtime = writeCtime(date);
  lastSecond = second;
  return `${lastCtime}: ${withoutControls(text)}
`;
}
var lastSecond = NaN;
var lastCtime = "";
function withoutControls(text) {
  if (!hasControls.test(text))
    return text;
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    out += code < 32 && code !== 9 || code === 127 ? `\\x${code.toString(16).padStart(2, "0")}` : character;
  }
  return out;
}
var hasControls = /[\x00-\x08\x0a-\x1f\x7f]/;
var maxCommandLine = 100;
function commandLineLines(words) {
  const head = "Command line:";
  const lines = [];
  let line = head;
  for (const word of words) {
    const next = ` '${word}'`;
    if (line.length + next.length > maxCommandLine + 1 && line.trim() !== head && line.trim() !== "") {
      lines.push(line);
      line = " ".repeat(head.length);
    }
    line += next;
  }
  lines.push(line);
  return lines;
}
function logFileOf(path, suffix) {
  const slash = path.lastIndexOf("/");
  const dot = path.lastIndexOf(".");
  if (dot <= slash + 1)
    return path + suffix;
  return path.slice(0, dot) + suffix + path.slice(dot);
}

export {
  writeCtime,
  writeLogLine,
  withoutControls,
  commandLineLines,
  logFileOf
};
