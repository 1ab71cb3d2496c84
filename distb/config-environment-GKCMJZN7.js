import {
  makeConfigEnvironment
} from "./chunk-726C5QNE.js";
import "./chunk-42FBAOTP.js";
import "./chunk-X55HZFY3.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";
export {
  makeConfigEnvironment
};
