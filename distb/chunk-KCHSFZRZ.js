// dist/daemon/script-lines.js
var maxLineLength = 1024 * 1024;
function sendLine(socket, message) {
  if (socket.writable)
    socket.write(`${JSON.stringify(message)}
`);
}
function onLines(socket, take) {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk) => {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines)
      take(JSON.parse(line));
    if (rest.length > maxLineLength)
      socket.destroy();
  });
}

export {
  sendLine,
  onLines
};
