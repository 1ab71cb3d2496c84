import {
  checkConfig,
  loadConfig,
  rewriteConfig
} from "./chunk-47IISVUK.js";
import "./chunk-42FBAOTP.js";
import "./chunk-Q5WZ2PUS.js";
import "./chunk-ALTOM5WN.js";
import "./chunk-YME4ZP4W.js";
import "./chunk-EFJSXIPA.js";
import "./chunk-VKBYNSQF.js";
import "./chunk-JPSQDH5E.js";
import "./chunk-I3YH4PUB.js";
import "./chunk-MLKGABMK.js";
export {
  checkConfig,
  loadConfig,
  rewriteConfig
};
