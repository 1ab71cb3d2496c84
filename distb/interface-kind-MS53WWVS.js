import {
  IFLA_INFO_DATA,
  IFLA_INFO_KIND,
  IFLA_LINKINFO,
  RTM_GETLINK,
  makeInterfaceTable,
  openNetlinkRequester
} from "./chunk-O57CWVPL.js";
import "./chunk-YME4ZP4W.js";
import "./chunk-I3YH4PUB.js";
import {
  readAttributes,
  readString,
  readU32
} from "./chunk-Y6ZBNNPF.js";
import {
  OperationError
} from "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/linux/interface-kind.js
function makeKindLookup() {
  let kinds = null;
  return (name, kind) => {
    kinds ??= readKinds();
    return kinds.get(name) === kind;
  };
}
var HEADER_LENGTH = 16;
function readKinds() {
  try {
    const requester = openNetlinkRequester();
    try {
      const table = makeInterfaceTable();
      for (const message of requester.dump("list links", RTM_GETLINK, new Uint8Array(HEADER_LENGTH))) {
        table.apply(message);
      }
      return new Map([...table.interfaces.values()].map(({ name, above }) => [name, above?.kind]));
    } finally {
      requester.close();
    }
  } catch (error) {
    if (error instanceof OperationError)
      return /* @__PURE__ */ new Map();
    throw error;
  }
}
function makeVrfLookup() {
  let tables = null;
  return (name) => {
    tables ??= readVrfTables();
    return tables.get(name) ?? null;
  };
}
function readVrfTables() {
  try {
    const requester = openNetlinkRequester();
    try {
      const links = requester.dump("list links", RTM_GETLINK, new Uint8Array(HEADER_LENGTH));
      return new Map(links.flatMap(({ body }) => readVrf(body) ?? []));
    } finally {
      requester.close();
    }
  } catch (error) {
    if (error instanceof OperationError)
      return /* @__PURE__ */ new Map();
    throw error;
  }
}
var IFLA_IFNAME = 3;
var IFLA_VRF_TABLE = 1;
function readVrf(body) {
  const attributes = readAttributes(body, HEADER_LENGTH);
  const information = readAttributes(attributes.get(IFLA_LINKINFO) ?? new Uint8Array(0), 0);
  if (readString(information.get(IFLA_INFO_KIND) ?? new Uint8Array(0)) !== "vrf")
    return null;
  const data = readAttributes(information.get(IFLA_INFO_DATA) ?? new Uint8Array(0), 0);
  const table = data.get(IFLA_VRF_TABLE);
  return table === void 0 ? null : [[readString(attributes.get(IFLA_IFNAME) ?? new Uint8Array(0)), readU32(table)]];
}
export {
  makeKindLookup,
  makeVrfLookup,
  readVrf
};
