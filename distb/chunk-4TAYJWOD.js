// dist/daemon/version.js
var version = "0.1.0";
var productName = `tskeepalived v${version}`;

export {
  version,
  productName
};
