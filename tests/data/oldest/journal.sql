BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE copy (
	id VARCHAR(16) NOT NULL, 
	sort VARCHAR(10) NOT NULL, 
	place TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	who VARCHAR(80) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE editor (
	login VARCHAR(80) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	owners TEXT NOT NULL, 
	password TEXT, 
	active BOOLEAN NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	changed VARCHAR(32) NOT NULL, 
	PRIMARY KEY (login)
);
CREATE TABLE entry (
	id VARCHAR(16) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	owner VARCHAR(80) NOT NULL, 
	visibility VARCHAR(10) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	example BOOLEAN NOT NULL, 
	current INTEGER NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	updated VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "entry" VALUES('p-1ed48f1e','inquiry','1383','local',0,0,2,'2026-11-22T00:40:01.000000+00:00','2026-11-22T00:40:10.000000+00:00');
INSERT INTO "entry" VALUES('u-c590c517','exchange','region','regional',0,0,1,'2026-11-22T00:40:02.000000+00:00','2026-11-22T00:40:02.000000+00:00');
INSERT INTO "entry" VALUES('f-6c3359a2','success_factor','1383','local',0,0,1,'2026-11-22T00:40:03.000000+00:00','2026-11-22T00:40:03.000000+00:00');
INSERT INTO "entry" VALUES('upp-1396f8b0','assignment','region','regional',0,0,1,'2026-11-22T00:40:04.000000+00:00','2026-11-22T00:40:04.000000+00:00');
INSERT INTO "entry" VALUES('af-d134caa5','proposal','region','regional',0,0,1,'2026-11-22T00:40:05.000000+00:00','2026-11-22T00:40:05.000000+00:00');
INSERT INTO "entry" VALUES('k-5fc5a77f','communication','region','regional',0,0,1,'2026-11-22T00:40:06.000000+00:00','2026-11-22T00:40:06.000000+00:00');
INSERT INTO "entry" VALUES('h-503602cf','calendar','region','regional',1,0,2,'2026-11-22T00:40:07.000000+00:00','2026-11-22T00:40:17.000000+00:00');
INSERT INTO "entry" VALUES('o-e569b970','rebasing','region','regional',0,0,1,'2026-11-22T00:40:08.000000+00:00','2026-11-22T00:40:08.000000+00:00');
INSERT INTO "entry" VALUES('p-0bb47418','inquiry','1384','local',0,0,3,'2026-11-22T00:40:12.000000+00:00','2026-11-22T00:40:16.000000+00:00');
CREATE TABLE purged (
	entry_id VARCHAR(16) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	owner VARCHAR(80) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	who VARCHAR(80) NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (entry_id)
);
CREATE TABLE revision (
	entry_id VARCHAR(16) NOT NULL, 
	number INTEGER NOT NULL, 
	change VARCHAR(10) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	who VARCHAR(80) NOT NULL, 
	based_on INTEGER, 
	settles INTEGER, 
	owner VARCHAR(80) NOT NULL, 
	visibility VARCHAR(10) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	received VARCHAR(32), 
	PRIMARY KEY (entry_id, number), 
	FOREIGN KEY(entry_id) REFERENCES entry (id)
);
INSERT INTO "revision" VALUES('p-1ed48f1e',1,'created','2026-11-22T00:40:01.000000+00:00','Anna, Varberg',NULL,NULL,'1383','local',0,'{"activities":[{"arena":"whole_chain","dose":"20 minuter","end":"2027-06-01","id":"lasa","illeris":["content","interaction"],"start":"2026-08-17","what":"Läsa","who":"lärare"}],"analysis":"Så förstår vi det.","analysis_object":"Elevsvar","current_state":"Nu","desired_state":"Sedan","expected":[{"because":"Därför.\nOch därför.","direction":"higher","first_year":2028,"id":"spar","indicator":"behorig_hogskoleforberedande","last_year":2031,"series":"es","sex":"K","variant":"kommunal"}],"hypothesis":"Om så, då.","lesson":"Lärdom","links":[],"next_follow_up":"2027-09-01","observation":"Vi såg.\n\nSedan igen.","question":"Vad händer?","spreading":"Rektorsgruppen","title":"Läsning","traces":[{"day":"2027-05-01","evidence":"I mappen","expected":"spar","what":"Sett"}],"who_can_act":"rektor","whys":["Ett","Två","Tre","Fyra","Fem"]}',NULL);
INSERT INTO "revision" VALUES('u-c590c517',1,'created','2026-11-22T00:40:02.000000+00:00','Anna, Varberg',NULL,NULL,'region','regional',0,'{"analysis":"Analys","development_area":"Läsning","efforts":[{"start":"2027-08-12","what":"Studiedag","who":"processgruppen"}],"joint_training":"En halvdag.","lesson":"Lärdom","links":["p-1ed48f1e"],"municipalities":["1381","1383"],"next_follow_up":"2027-06-10","participants":[{"municipality":"1381","number":4,"role":"rektor"}],"preparation":"Vi läste.","soft_values":[{"expected":{"because":"Därför.\nOch därför.","direction":"higher","first_year":2028,"id":"spar","indicator":"behorig_hogskoleforberedande","last_year":2031,"series":"es","sex":"K","variant":"kommunal"},"id":"trygghet","instrument":"Enkät","name":"Trygghet"}],"title":"Utbyte","visits":[{"day":"2026-11-12","guests":["1383"],"host":"1381","observations":[{"question":"Hur?","role":"rektor","what":"Vi såg"}]}],"year":2027}',NULL);
INSERT INTO "revision" VALUES('f-6c3359a2',1,'created','2026-11-22T00:40:03.000000+00:00','Anna, Varberg',NULL,NULL,'1383','local',0,'{"claim":"Påstående","criteria":{"collegiality":{"how":"Så här.","met":true},"documentation":{"how":"Så här.","met":true},"system":{"how":"Så här.","met":true},"transparency":{"how":"Så här.","met":true}},"explanation":"Förklaring","links":["p-1ed48f1e"],"standing":"evidence","support":[{"entry":"p-1ed48f1e","source":"Rapport","what":"Utbytet"}],"where_it_did_not":"Där","where_it_held":"Här"}',NULL);
INSERT INTO "revision" VALUES('upp-1396f8b0',1,'created','2026-11-22T00:40:04.000000+00:00','Anna, Varberg',NULL,NULL,'region','regional',0,'{"decided":{"day":"2026-09-01","group":"steering","text":"Vad som sades."},"given":{"day":"2026-09-01","group":"steering","text":"Vad som sades."},"links":["p-1ed48f1e"],"prepared":{"day":"2026-09-01","group":"steering","text":"Vad som sades."},"title":"Uppdrag"}',NULL);
INSERT INTO "revision" VALUES('af-d134caa5',1,'created','2026-11-22T00:40:05.000000+00:00','Anna, Varberg',NULL,NULL,'region','regional',0,'{"answer":{"day":"2026-09-01","group":"steering","text":"Vad som sades."},"day":"2026-09-01","decision":{"day":"2026-09-01","group":"steering","text":"Vad som sades."},"links":["p-1ed48f1e"],"problematisation":"Ifrågasätts","proposal":"Föreslås","research":"Källa","title":"Förslag"}',NULL);
INSERT INTO "revision" VALUES('k-5fc5a77f',1,'created','2026-11-22T00:40:06.000000+00:00','Anna, Varberg',NULL,NULL,'region','regional',0,'{"audience":"Nämnden","channel":"Möte","day":"2026-09-01","indicators":["meritvarde"],"links":["p-1ed48f1e"],"message":"Budskap","sent":"2026-09-02"}',NULL);
INSERT INTO "revision" VALUES('h-503602cf',1,'created','2026-11-22T00:40:07.000000+00:00','Anna, Varberg',NULL,NULL,'region','regional',0,'{"about":"Vi läser.","day":"2026-10-14","group":"municipality","links":["p-1ed48f1e"],"title":"Analysdag"}',NULL);
INSERT INTO "revision" VALUES('o-e569b970',1,'created','2026-11-22T00:40:08.000000+00:00','Anna, Varberg',NULL,NULL,'region','regional',0,'{"decided":"2026-01-15","decided_by":"processgruppen","from_year":2020,"indicator":"behorig_hogskoleforberedande","links":["p-1ed48f1e"],"reason":"Ny organisation","series":"es","sex":"T","variant":"kommunal"}',NULL);
INSERT INTO "revision" VALUES('p-1ed48f1e',2,'changed','2026-11-22T00:40:10.000000+00:00','Anna, Varberg',1,NULL,'1383','local',0,'{"activities":[{"arena":"whole_chain","dose":"20 minuter","end":"2027-06-01","id":"lasa","illeris":["content","interaction"],"start":"2026-08-17","what":"Läsa","who":"lärare"}],"analysis":"Så förstår vi det.","analysis_object":"Elevsvar","current_state":"Nu","desired_state":"Sedan","expected":[{"because":"Därför.\nOch därför.","direction":"higher","first_year":2028,"id":"spar","indicator":"behorig_hogskoleforberedande","last_year":2031,"series":"es","sex":"K","variant":"kommunal"}],"hypothesis":"Om så, då.","lesson":"Sju ord som skrevs i november.","links":[],"next_follow_up":"2027-09-01","observation":"Vi såg.\n\nSedan igen.","question":"Vad händer?","spreading":"Rektorsgruppen","title":"Läsning","traces":[{"day":"2027-05-01","evidence":"I mappen","expected":"spar","what":"Sett"}],"who_can_act":"rektor","whys":["Ett","Två","Tre","Fyra","Fem"]}',NULL);
INSERT INTO "revision" VALUES('p-1ed48f1e',3,'conflict','2026-11-22T00:40:11.000000+00:00','Bo, Varberg',1,NULL,'1383','local',0,'{"activities":[{"arena":"whole_chain","dose":"20 minuter","end":"2027-06-01","id":"lasa","illeris":["content","interaction"],"start":"2026-08-17","what":"Läsa","who":"lärare"}],"analysis":"Så förstår vi det.","analysis_object":"Elevsvar","current_state":"Nu","desired_state":"Sedan","expected":[{"because":"Därför.\nOch därför.","direction":"higher","first_year":2028,"id":"spar","indicator":"behorig_hogskoleforberedande","last_year":2031,"series":"es","sex":"K","variant":"kommunal"}],"hypothesis":"Om så, då.","lesson":"Skrevs samtidigt.","links":[],"next_follow_up":"2027-09-01","observation":"Vi såg.\n\nSedan igen.","question":"Vad händer?","spreading":"Rektorsgruppen","title":"Läsning","traces":[{"day":"2027-05-01","evidence":"I mappen","expected":"spar","what":"Sett"}],"who_can_act":"rektor","whys":["Ett","Två","Tre","Fyra","Fem"]}',NULL);
INSERT INTO "revision" VALUES('p-0bb47418',1,'created','2026-11-22T00:40:12.000000+00:00','Cilla',NULL,NULL,'1384','local',0,'{"activities":[],"analysis_object":"Elevsvar","expected":[],"links":[],"observation":"Vi såg.\n\nSedan igen.","question":"Vad händer?","title":"Läsning","traces":[],"whys":[]}',NULL);
INSERT INTO "revision" VALUES('p-0bb47418',2,'changed','2026-11-22T00:40:14.000000+00:00','Cilla',1,NULL,'1384','local',0,'{"activities":[],"analysis_object":"Elevsvar","expected":[],"links":[],"observation":"Vi såg.\n\nSedan igen.","question":"Vad händer?","title":"En annan titel","traces":[],"whys":[]}',NULL);
INSERT INTO "revision" VALUES('p-0bb47418',3,'undone','2026-11-22T00:40:16.000000+00:00','Cilla',1,NULL,'1384','local',0,'{"activities":[],"analysis_object":"Elevsvar","expected":[],"links":[],"observation":"Vi såg.\n\nSedan igen.","question":"Vad händer?","title":"Läsning","traces":[],"whys":[]}',NULL);
INSERT INTO "revision" VALUES('h-503602cf',2,'deleted','2026-11-22T00:40:17.000000+00:00','Anna, Varberg',1,NULL,'region','regional',1,'{"about":"Vi läser.","day":"2026-10-14","group":"municipality","links":["p-1ed48f1e"],"title":"Analysdag"}',NULL);
CREATE TRIGGER revision_is_kept BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
COMMIT;
