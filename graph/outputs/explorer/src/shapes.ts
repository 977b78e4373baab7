/** The signs of the drawing for WebGL: one point a node, its shape cut out by the graphics card. */

import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

export const SHAPES = ["dot", "square", "diamond", "hexagon", "triangleDown", "star", "ring"] as const;

const VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform mat3 u_matrix;
varying vec4 v_color;
varying float v_shape;
varying float v_pixels;
const float bias = 255.0 / 254.0;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  v_pixels = a_size / u_sizeRatio * u_pixelRatio * 2.0;
  gl_PointSize = v_pixels;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

// How far a point lies outside of its shape, which reaches from -1 to 1.
const FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying float v_shape;
varying float v_pixels;
float outside(vec2 p, float shape) {
  vec2 q = abs(p);
  if (shape < 0.5) return length(p) - 0.95;
  if (shape < 1.5) return max(q.x, q.y) - 0.85;
  if (shape < 2.5) return (q.x + q.y - 0.98) * 0.7;
  if (shape < 3.5) return max(q.y - 0.82, q.x * 0.866 + q.y * 0.5 - 0.82);
  if (shape < 4.5) return max(-p.y - 0.65, q.x * 0.87 + p.y * 0.5 - 0.47);
  if (shape < 5.5) return (sqrt(q.x) + sqrt(q.y) - 0.98) * 0.6;
  return abs(length(p) - 0.8) - 0.14;
}
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float gone = outside(p, v_shape);
  #ifdef PICKING_MODE
  if (gone > 0.1 && v_shape < 5.5) discard;
  gl_FragColor = v_color;
  #else
  float edge = 2.0 / v_pixels;
  float here = 1.0 - smoothstep(-edge, edge * 0.5, gone);
  gl_FragColor = v_color * here;
  #endif
}`;

interface Shaped extends NodeDisplayData {
  shape: number;
}

export class ShapeProgram extends NodeProgram<"u_sizeRatio" | "u_pixelRatio" | "u_matrix"> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.POINTS,
      UNIFORMS: ["u_sizeRatio", "u_pixelRatio", "u_matrix"] as const,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
    const array = this.array;
    let at = start;
    array[at++] = data.x;
    array[at++] = data.y;
    array[at++] = data.size;
    array[at++] = (data as Shaped).shape ?? 0;
    array[at++] = floatColor(data.color);
    array[at++] = index;
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: Parameters<NodeProgram<"u_sizeRatio" | "u_pixelRatio" | "u_matrix">["setUniforms"]>[1]): void {
    gl.uniform1f(uniformLocations.u_pixelRatio ?? null, params.pixelRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, params.matrix);
  }
}
