/** The page with the drawing of large graphs. */

import { readPage } from "./data";
import { LargeDrawing } from "./large";
import { start } from "./main";
import { NoDrawing } from "./nothing";

const page = readPage(document);
const able = document.createElement("canvas").getContext("webgl2") !== null;
start(page, (host, visible, handlers) => (able ? new LargeDrawing(page, host, visible, handlers) : new NoDrawing(page, host)));
