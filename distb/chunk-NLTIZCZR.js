// dist/daemon/temporary-directory.js
function temporaryDirectory() {
  const given = process.env["TMPDIR"] ?? "";
  return given.startsWith("/") ? given : "/tmp";
}

export {
  temporaryDirectory
};
