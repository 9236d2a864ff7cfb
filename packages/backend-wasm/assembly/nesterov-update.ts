import { multiplyAdd } from './multiply-add';

/**
 * PyTorch's SGD: g = gradient + decay · value; newVelocity = momentum · velocity + g;
 * newValue = value − rate · (g + momentum · newVelocity), or − rate · newVelocity without Nesterov.
 */
export function nesterovUpdate(
  value: usize,
  gradient: usize,
  velocity: usize,
  newValue: usize,
  newVelocity: usize,
  count: i32,
  rate: f32,
  momentum: f32,
  decay: f32,
  nesterov: bool,
): void {
  const minusRates = f32x4.splat(-rate);
  const momenta = f32x4.splat(momentum);
  const decays = f32x4.splat(decay);
  const vectorsEnd = ((<usize>count) & ~3) << 2;
  const end = (<usize>count) << 2;
  for (let at: usize = 0; at < vectorsEnd; at += 16) {
    const w = v128.load(value + at);
    const g = multiplyAdd(w, decays, v128.load(gradient + at));
    const v = multiplyAdd(v128.load(velocity + at), momenta, g);
    v128.store(newVelocity + at, v);
    v128.store(newValue + at, multiplyAdd(nesterov ? multiplyAdd(v, momenta, g) : v, minusRates, w));
  }
  for (let at = vectorsEnd; at < end; at += 4) {
    const w = load<f32>(value + at);
    const g = w * decay + load<f32>(gradient + at);
    const v = load<f32>(velocity + at) * momentum + g;
    store<f32>(newVelocity + at, v);
    store<f32>(newValue + at, w - rate * (nesterov ? v * momentum + g : v));
  }
}
