export { type Asset, dashboardAssets } from './assets.ts';
