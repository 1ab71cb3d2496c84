import {
  openIpvsSocket
} from "./chunk-QXCUVXBT.js";
import "./chunk-SPMRPJFN.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-IWLZ5QOH.js";
import "./chunk-MLKGABMK.js";
export {
  openIpvsSocket
};
