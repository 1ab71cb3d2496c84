import {
  optionTable,
  spell,
  usageText
} from "./chunk-5RYV4EPS.js";
import "./chunk-MLKGABMK.js";
export {
  optionTable,
  spell,
  usageText
};
