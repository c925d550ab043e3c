/**
 * GDAL's drivers. Those that we do not promise are left out when it starts: some open other files or addresses that a file
 * names (VRT, STACTA, WMTS), and whatever nobody reads is nothing that a file can attack.
 */
export const wantedDrivers = [
  'ESRI Shapefile',
  'MapInfo File',
  'CSV',
  'GML',
  'KML',
  'GeoJSON',
  'GeoJSONSeq',
  'GPKG',
  'OpenFileGDB',
  'DXF',
  'FlatGeobuf',
  'ODS',
  'XLSX',
] as const;

/** All others of gdal3.js 2.8.1. `Memory` and `SQLite` are what its own SQL needs. */
const others = `VRT DERIVED GTiff COG NITF RPFTOC ECRGTOC HFA SAR_CEOS CEOS JAXAPALSAR GFF ELAS ESRIC AIG AAIGrid GRASSASCIIGrid
ISG SDTS DTED PNG JPEG JDEM GIF BIGGIF ESAT BSB XPM BMP DIMAP AirSAR RS2 SAFE PCIDSK PCRaster ILWIS SGI SRTMHGT
Leveller Terragen ISIS3 ISIS2 PDS PDS4 VICAR TIL ERS L1B FIT GRIB RMF MSGN RST GSAG GSBG GS7BG COSAR TSX COASP R MAP
KMLSUPEROVERLAY WEBP PDF Rasterlite MBTiles CALS WMTS SENTINEL2 MRF PNM DOQ1 DOQ2 PAux MFF MFF2 GSC FAST BT LAN CPG NDF
EIR DIPEx LCP GTX LOSLAS NTv2 CTable2 ACE2 SNODAS KRO ROI_PAC RRASTER BYN NOAA_B NSIDCbin ARG RIK USGSDEM GXF NWT_GRD
NWT_GRC ADRG SRP BLX SAGA XYZ HF2 OZI CTG ZMap NGSGEOID IRIS PRF SIGDEM TGA STACTA STACIT CAD GenBin ENVI EHdr ISCE
Zarr LVBAG OGR_SDTS S57 DGN OGR_VRT GPX ESRIJSON TopoJSON OGR_GMT WAsP Geoconcept GeoRSS VFK PGDUMP OSM OGR_PDS EDIGEO
SVG Idrisi SXF Selafin JML VDV MVT MapML GTFS PMTiles JSONFG TIGER AVCBin AVCE00`;

/** As GDAL wants them: parted by spaces, or by commas where a name has one. */
export const skippedDrivers = {
  GDAL_SKIP: others.replaceAll(/\s+/g, ' '),
  OGR_SKIP: `UK .NTF,${others.replaceAll(/\s+/g, ',')}`,
};
