import { streamFrom, type RandomStream, type WordSource } from '@augmix/core';
import { checkArgument } from './internal/check.js';

const stateLength = 624;
const shiftLength = 397;

/** MT19937 (Matsumoto and Nishimura 1998), seeded by its `init_genrand`. */
class MersenneTwister implements WordSource {
  readonly #state = new Uint32Array(stateLength);
  #next = stateLength;

  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < stateLength; i++) {
      state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  uint32(): number {
    if (this.#next === stateLength) this.#renew();
    let word = this.#state[this.#next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  #renew(): void {
    const state = this.#state;
    for (let i = 0; i < stateLength; i++) {
      const bits = (state[i] & 0x80000000) | (state[(i + 1) % stateLength] & 0x7fffffff);
      state[i] = state[(i + shiftLength) % stateLength] ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }
}

/**
 * The random stream of `np.random.seed(seed)`: `random`, `uniform`, `integer` (`randint`, and `choice` as an index) and
 * `normal` (`randn`) give what NumPy's legacy functions give, as do {@link gamma}, {@link beta}, {@link dirichlet} and
 * {@link categorical} on top of it. With it AugMix repeats a seeded run of the reference implementation.
 *
 * @param seed a whole number, 0 … 2³² − 1
 * @throws AugmixError `INVALID_ARGUMENT` for any other seed.
 * @example
 * ```ts
 * import { numpyStream } from '@augmix/mixing';
 * numpyStream(1).random(); // => 0.417022004702574
 * numpyStream(1).uint32(); // => 1791095845
 * ```
 */
export function numpyStream(seed: number): RandomStream {
  const accepted = Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff;
  checkArgument(accepted, 'seed', seed, 'a whole number from 0 to 4294967295');
  return streamFrom(new MersenneTwister(seed));
}
