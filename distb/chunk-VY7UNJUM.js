import {
  US_PER_S
} from "./chunk-JPSQDH5E.js";

// dist/config/dump/writers.js
function writeTable(table, subject, indent) {
  const margin = " ".repeat(indent);
  const lines2 = [];
  for (const row2 of table) {
    if ("lines" in row2) {
      for (const line of row2.lines(subject))
        lines2.push(margin + line);
      continue;
    }
    const value = row2.value(subject);
    if (value !== null)
      lines2.push(`${margin}${row2.label}${value}`);
  }
  return lines2;
}
function row(label, value) {
  return {
    label: `${label} = `,
    value: (subject) => {
      const written = value(subject);
      return written === null || written === void 0 ? null : String(written);
    }
  };
}
function text(value) {
  return { label: "", value };
}
function lines(write) {
  return { lines: write };
}
var trueFalse = (on) => on ? "true" : "false";
var yesNo = (on) => on ? "yes" : "no";
var enabledDisabled = (on) => on ? "enabled" : "disabled";
var onOff = (on) => on ? "ON" : "OFF";
var oneZero = (on) => on ? "1" : "0";
var onOffUnset = (on) => on === null ? "unset" : on ? "on" : "off";
function writeSeconds(us) {
  const whole = Math.floor(us / US_PER_S);
  return `${whole}.${String(us % US_PER_S).padStart(6, "0")}`;
}
function writeWholeSeconds(us) {
  return String(Math.floor(us / US_PER_S));
}
function writeShortSeconds(us) {
  const seconds = us / US_PER_S;
  if (seconds === 0)
    return "0";
  const exponent = Math.floor(Math.log10(Math.abs(Number(seconds.toPrecision(6)))));
  if (exponent < -4 || exponent >= 6) {
    const [mantissa = "", power = "0"] = seconds.toExponential(5).split("e");
    const sign = Number(power) < 0 ? "-" : "+";
    return `${stripZeros(mantissa)}e${sign}${String(Math.abs(Number(power))).padStart(2, "0")}`;
  }
  return stripZeros(seconds.toFixed(5 - exponent));
}
function stripZeros(number) {
  return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
}
function writeCommand(command) {
  return writeWords(command.argv);
}
function writeWords(words) {
  return words.map((word) => `'${word}'`).join(" ");
}
function writeScript(command, account) {
  return `${writeCommand(command)}, uid:gid ${writeAccount(command, account)}`;
}
function writeAccount(command, account) {
  return `${command.uid ?? account.scriptUid}:${command.gid ?? account.scriptGid}`;
}
function writeOctets(bytes) {
  let escaped = "";
  for (const byte of bytes)
    escaped += `%${byte.toString(16).padStart(2, "0")}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...bytes);
  }
}
function writeHex(bytes, separator = "") {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(separator);
}

export {
  writeTable,
  row,
  text,
  lines,
  trueFalse,
  yesNo,
  enabledDisabled,
  onOff,
  oneZero,
  onOffUnset,
  writeSeconds,
  writeWholeSeconds,
  writeShortSeconds,
  writeCommand,
  writeWords,
  writeScript,
  writeAccount,
  writeOctets,
  writeHex
};
