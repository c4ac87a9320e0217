export { type AggregatorOptions, type RunningAggregator, runAggregator } from './run-aggregator.ts';
