import {
  temporaryDirectory
} from "./chunk-NLTIZCZR.js";
import "./chunk-MLKGABMK.js";
export {
  temporaryDirectory
};
