export type { Counts } from './counts.ts';
export {
  type AggregatorOptions,
  type AggregatorSettings,
  type RunningAggregator,
  runAggregator,
} from './run-aggregator.ts';
