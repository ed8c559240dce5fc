/**
 * Property tests draw the same examples in every run, so that a red test is red for everybody and a
 * green one stays green. `PROPERTY_SEED=$RANDOM npm test` looks further; what it finds becomes a test.
 */
import fc from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    readonly propertySeed: number;
  }
}

fc.configureGlobal({ seed: inject("propertySeed") });
