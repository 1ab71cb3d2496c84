import {
  productName,
  version
} from "./chunk-4TAYJWOD.js";
import "./chunk-MLKGABMK.js";
export {
  productName,
  version
};
